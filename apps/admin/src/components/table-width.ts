import type { CSSProperties } from "react";

/** The width that the columns need on screen. In print a table has the paper's. */
export function tableWidth(columns: readonly { readonly width: number }[]): CSSProperties {
  return { "--table-width": `${columns.reduce((width, column) => width + column.width, 0)}px` } as CSSProperties;
}

/**
 * The width that a column of these amounts needs, in pixels: an amount that is cut off would read as another one. The longest texts are
 * those of the largest amount and of the smallest, which is written with all its digits.
 */
export function amountsWidth(amounts: readonly number[], text: (amount: number) => string, least: number): number {
  const some = amounts.filter((amount) => amount > 0);
  if (some.length === 0) return least;
  const longest = [Math.max(...some), Math.min(...some)].map((amount) => text(amount).length);
  return Math.ceil(Math.max(least, 24 + 7.5 * Math.max(...longest)));
}

/** The width of a column on screen; `width` in pixels. */
export function columnWidth(width: number): CSSProperties {
  return { "--column-width": `${width}px` } as CSSProperties;
}
