import type { ModelCost } from "./contract.ts";
import { dearestFirst, figuresOf } from "./figures.ts";
import { percentOf } from "./money.ts";
import { hasUsage, type ModelRow, totalUsage } from "./usage-rows.ts";

/** What each model cost and its share of the total, dearest first. */
export function modelCosts(rows: readonly ModelRow[]): ModelCost[] {
  const total = totalUsage(rows).cost;
  return rows
    .filter(hasUsage)
    .sort(dearestFirst(({ model }) => model))
    .map((row) => ({ model: row.model, ...figuresOf(row), percentOfTotal: percentOf(row.cost, total) }));
}
