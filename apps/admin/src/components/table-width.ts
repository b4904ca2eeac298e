import type { CSSProperties } from "react";

/** The width that the columns need on screen. In print a table has the paper's. */
export function tableWidth(columns: readonly { readonly width: number }[]): CSSProperties {
  return { "--table-width": `${columns.reduce((width, column) => width + column.width, 0)}px` } as CSSProperties;
}

/** The width of a column on screen; `width` in pixels. */
export function columnWidth(width: number): CSSProperties {
  return { "--column-width": `${width}px` } as CSSProperties;
}
