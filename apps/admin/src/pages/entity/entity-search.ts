import { DIMENSIONS, type Dimension } from "usage-core";

/** What the address says about the page of a feature, a user, a model or a provider, beside the period. */
export interface EntitySearch {
  /** What the chart is grouped by. Absent, or the page's own dimension: the first of the others. */
  readonly split?: Dimension | undefined;
  /** Whether the chart is shown as a table. */
  readonly chart?: "table" | undefined;
}

export function parseEntitySearch(raw: Readonly<Record<string, unknown>>): EntitySearch {
  const split = DIMENSIONS.find((dimension) => dimension === raw["split"]);
  return { ...(split && { split }), ...(raw["chart"] === "table" && { chart: "table" }) };
}

/** The dimensions by which a value of `dimension` can be broken down. */
export function splitsOf(dimension: Dimension): readonly Dimension[] {
  return DIMENSIONS.filter((other) => other !== dimension);
}
