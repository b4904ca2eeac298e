import { styleText } from "node:util";
import Table from "cli-table3";
import type { Output } from "../shell.ts";

/** How text stands out: not at all where the output is no terminal or the reader wants no colours (`NO_COLOR`). */
export interface Styling {
  bold(text: string): string;
  dim(text: string): string;
}

export function stylingOf(stream: Output): Styling {
  return {
    bold: (text) => styleText("bold", text, { stream }),
    dim: (text) => styleText("dim", text, { stream }),
  };
}

export interface Columns {
  readonly titles: readonly string[];
  /** In characters of a terminal; a cell that is longer is cut. */
  readonly widths: readonly number[];
  /** Where cells past the first stand: on the right, as figures do, unless given. */
  readonly align?: "left" | "right";
}

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
};

/** A table without lines: names on the left, figures, unless told otherwise, on the right of their columns. */
export function renderTable(
  { titles, widths, align = "right" }: Columns,
  rows: readonly (readonly string[])[],
  styling: Styling,
): string {
  const table = new Table({
    chars: NO_LINES,
    colWidths: [...widths],
    colAligns: widths.map((_, index) => (index === 0 ? "left" : align)),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...[titles.map(styling.bold), ...rows].map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
