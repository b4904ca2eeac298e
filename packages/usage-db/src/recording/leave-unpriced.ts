import { type CallCost, NO_COST, type UnpricedReason } from "usage-pricing";

/**
 * Drops a computed cost and keeps the reason why; a reported cost stays. The reason is kept beside a reported cost too,
 * in case that is withdrawn.
 */
export function leaveUnpriced(cost: CallCost, unpricedReason: UnpricedReason): CallCost {
  const isReported = cost.price === null && (cost.costEur !== null || cost.costOriginal !== null);
  if (isReported) return { ...cost, computedCostEur: null, unpricedReason: cost.unpricedReason ?? unpricedReason };
  return { ...NO_COST, unpricedReason };
}
