import type { Columns } from "./render-table.ts";

/** A cell that is longer is cut; in characters of a terminal. */
const MAX_WIDTH = 32;

/** Columns as wide as what they hold, for a table that people read by its words. */
export function fittedColumns(titles: readonly string[], rows: readonly (readonly string[])[]): Columns {
  const widthOf = (index: number) => Math.max(...[titles, ...rows].map((row) => row[index]?.length ?? 0));
  // Two more than the longest cell, so that columns stand apart.
  return { titles, widths: titles.map((_, index) => Math.min(widthOf(index), MAX_WIDTH) + 2), align: "left" };
}
