import { numberFormat } from "./intl-formats.ts";

const EUR: Intl.NumberFormatOptions = { style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol" };

/**
 * An amount of EUR with two decimals. What is smaller than a cent keeps two significant digits: a call that cost
 * 0.0031 EUR is not shown as free.
 */
export function formatEur(amount: number, locale: string): string {
  const belowACent = amount !== 0 && Math.abs(amount) < 0.01;
  return numberFormat(
    locale,
    belowACent ? { ...EUR, minimumSignificantDigits: 1, maximumSignificantDigits: 2 } : EUR,
  ).format(amount);
}

/** An amount of EUR for the ticks of an axis: short, three significant digits at most. */
export function formatEurShort(amount: number, locale: string): string {
  return numberFormat(locale, {
    ...EUR,
    notation: "compact",
    minimumFractionDigits: 0,
    maximumSignificantDigits: 3,
  }).format(amount);
}
