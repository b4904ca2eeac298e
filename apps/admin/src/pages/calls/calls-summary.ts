import type { ExploreFigures } from "usage-core";
import type { CallsSearch } from "./calls-search.ts";

/** How many calls are listed and what they cost in EUR; `null` where that is not known. */
export interface CallsSummary {
  readonly calls: number;
  readonly cost: number | null;
  readonly unpricedCalls: number;
}

/** Whether the rollup can count what is listed: it has dimensions and days, but no amounts and no ids. */
export function hasSummary({
  min,
  max,
  hour,
  callId,
  voided,
  reason,
  finding,
  failed,
  unpriced,
}: CallsSearch): boolean {
  const isByCall = [min, max, hour, callId, voided, reason, finding].some((each) => each !== undefined);
  return !isByCall && !(failed && unpriced);
}

export function callsSummary(figures: ExploreFigures, { failed, unpriced }: CallsSearch): CallsSummary {
  if (failed) return { calls: figures.failedCalls, cost: null, unpricedCalls: 0 };
  if (unpriced) return { calls: figures.unpricedCalls, cost: null, unpricedCalls: 0 };
  return { calls: figures.calls, cost: figures.cost, unpricedCalls: figures.unpricedCalls };
}
