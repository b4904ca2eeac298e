import type { CSSProperties } from "react";

/** What the columns need, on screen: paper has only its own width. */
export function tableWidth(columns: readonly { readonly width: number }[]): CSSProperties {
  return { "--table-width": `${columns.reduce((width, column) => width + column.width, 0)}px` } as CSSProperties;
}

/** What a column takes, in pixels; likewise. */
export function columnWidth(width: number): CSSProperties {
  return { "--column-width": `${width}px` } as CSSProperties;
}
