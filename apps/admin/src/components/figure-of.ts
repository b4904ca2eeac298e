import { type ExploreFigures, isUnpriced, type Measure } from "usage-core";

/** A measure's amount in some figures; `null` for a cost of calls that have no price, which is not 0. */
export function figureOf(figures: ExploreFigures, measure: Measure): number | null {
  return measure === "cost" && isUnpriced(figures) ? null : figures[measure];
}
