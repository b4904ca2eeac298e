import type { StackSeries } from "./stack-series.ts";

/** The colour of a series by its place. See stacked-chart.css for how they were chosen. */
export function seriesColor({ kind }: Pick<StackSeries, "kind">, index: number): string {
  if (kind === "other") return "var(--series-other)";
  return kind === "total" ? "var(--accent)" : `var(--series-${index + 1})`;
}

/** The dashes of lines by their place, so that they are told apart without colours too. */
export function seriesDash(index: number): string {
  return DASHES[index % DASHES.length] ?? "0";
}

const DASHES = ["0", "7 3", "2 2", "9 3 2 3", "4 4", "12 4", "6 2 2 2 2 2", "1 3", "3 6"];
