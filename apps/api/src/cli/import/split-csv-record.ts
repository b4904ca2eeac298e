import Papa from "papaparse";

/** The fields of a record, or why it has none. */
type CsvSplit = { readonly fields: readonly string[] } | { readonly fault: CsvFault };
type CsvFault = typeof OPEN_QUOTE | typeof STRAY_QUOTE;

export const OPEN_QUOTE = "has a quote that is not closed on its line";
export const STRAY_QUOTE = "has a quote inside a field: put the field in quotes and double those within";

/**
 * Splits one record of CSV (RFC 4180) into its fields.
 *
 * One record at a time, because an import must go on behind a broken line: given a whole file, a parser takes everything
 * behind an unclosed quote for one field.
 */
export function splitCsvRecord(text: string): CsvSplit {
  // Most records have no quotes, and of those nothing can be wrong.
  if (!text.includes('"')) return { fields: text.split(",") };
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ",", newline: "\n" });
  const codes = errors.map(({ code }) => code);
  if (codes.includes("InvalidQuotes")) return { fault: STRAY_QUOTE };
  if (codes.includes("MissingQuotes")) return { fault: OPEN_QUOTE };
  return { fields: data[0] ?? [""] };
}
