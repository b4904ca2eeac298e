import type { CSSProperties } from "react";

/** What the columns need, on screen: paper has only its own width. */
export function tableWidth(columns: readonly { readonly width: number }[]): CSSProperties {
  return { "--table-width": `${columns.reduce((width, column) => width + column.width, 0)}px` } as CSSProperties;
}

/**
 * What a column of these amounts needs, in pixels: without a digit, it would be another amount. The longest are the largest and the
 * smallest, which is written with all its digits.
 */
export function amountsWidth(amounts: readonly number[], text: (amount: number) => string, least: number): number {
  const some = amounts.filter((amount) => amount > 0);
  if (some.length === 0) return least;
  const longest = [Math.max(...some), Math.min(...some)].map((amount) => text(amount).length);
  return Math.ceil(Math.max(least, 24 + 7.5 * Math.max(...longest)));
}

/** What a column takes, in pixels; likewise. */
export function columnWidth(width: number): CSSProperties {
  return { "--column-width": `${width}px` } as CSSProperties;
}
