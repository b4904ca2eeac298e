import { type CallCost, NO_COST, type UnpricedReason } from "usage-pricing";

/**
 * A reported cost stays; one that was computed does not, and the reason says why. It is kept beside a reported cost too, should
 * that be taken back.
 */
export function leaveUnpriced(cost: CallCost, unpricedReason: UnpricedReason): CallCost {
  const isReported = cost.price === null && (cost.costEur !== null || cost.costOriginal !== null);
  if (isReported) return { ...cost, computedCostEur: null, unpricedReason: cost.unpricedReason ?? unpricedReason };
  return { ...NO_COST, unpricedReason };
}
