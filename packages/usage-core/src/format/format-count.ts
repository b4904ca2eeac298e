import { numberFormat } from "./intl-formats.ts";

/** A whole number with the locale's digit groups. */
export function formatCount(count: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

/** A count in three significant digits at most, such as `1.23M`: for token counts, whose last digits nobody reads. */
export function formatCountShort(count: number, locale: string): string {
  return numberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(count);
}

/** An average of counts. What is smaller than 10 keeps two significant digits: a few calls a month are not 0 a day. */
export function formatAverage(average: number, locale: string): string {
  return numberFormat(locale, average < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 }).format(
    average,
  );
}
