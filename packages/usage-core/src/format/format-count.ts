import { numberFormat } from "./intl-formats.ts";

/** A whole number with the locale's digit groups. */
export function formatCount(count: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

/** A count in three significant digits at most, such as `1.23M`: for token counts, whose last digits nobody reads. */
export function formatCountShort(count: number, locale: string): string {
  return numberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(count);
}
