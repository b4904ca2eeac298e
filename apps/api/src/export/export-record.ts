/** One line of an export: exact decimals are text, and `null` is what is not known or does not apply. */
export type ExportRecord = Readonly<Record<string, string | number | boolean | null>>;
