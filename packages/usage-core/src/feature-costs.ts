import type { FeatureCost } from "./contract.ts";
import { featureName } from "./feature-names.ts";
import { dearestFirst, figuresOf } from "./figures.ts";
import { percentOf } from "./money.ts";
import { type FeatureRow, hasUsage, totalUsage } from "./usage-rows.ts";

/** What each feature cost and its share of the total, dearest first, under its Romanian name. */
export function featureCosts(rows: readonly FeatureRow[]): FeatureCost[] {
  const total = totalUsage(rows).cost;
  return rows
    .filter(hasUsage)
    .sort(dearestFirst(({ feature }) => feature))
    .map((row) => ({
      feature: row.feature,
      featureName: featureName(row.feature, "ro"),
      ...figuresOf(row),
      percentOfTotal: percentOf(row.cost, total),
    }));
}
