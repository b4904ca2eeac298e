import { numberFormat } from "./intl-formats.ts";

/** The most decimals: the ledger's amounts have 12, quotients 20. */
const MAX_DIGITS = 20;

/** An exact decimal, given as its text, with the locale's signs and every one of its digits. */
export function formatExact(decimal: string, locale: string): string {
  return isDecimal(decimal) ? numberFormat(locale, { maximumFractionDigits: MAX_DIGITS }).format(decimal) : decimal;
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}
