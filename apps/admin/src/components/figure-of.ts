import { type ExploreFigures, isUnpriced, type Measure } from "usage-core";

/** A measure's amount; `null` for the cost of unpriced calls only, which is not 0. */
export function figureOf(figures: ExploreFigures, measure: Measure): number | null {
  return measure === "cost" && isUnpriced(figures) ? null : figures[measure];
}
