import { numberFormat } from "./intl-formats.ts";

/** A share of a total, given in [0, 100], with one decimal. A share that rounds to nothing is "< 0.1 %", not 0. */
export function formatShare(percent: number, locale: string): string {
  const { format } = numberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (percent > 0 && percent < 0.1) return `< ${format(0.001)}`;
  return format(percent / 100);
}

/**
 * A success rate, given in [0, 1], with at most two decimals. Cut, not rounded: as long as one call failed it does not
 * say 100 %.
 */
export function formatRate(rate: number, locale: string): string {
  return numberFormat(locale, { style: "percent", maximumFractionDigits: 2, roundingMode: "floor" }).format(rate);
}
