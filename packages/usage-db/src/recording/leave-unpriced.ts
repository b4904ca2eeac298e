import type { CallCost, UnpricedReason } from "usage-pricing";

/** A reported cost stays; one that was computed does not, and the reason says why. */
export function leaveUnpriced(cost: CallCost, unpricedReason: UnpricedReason): CallCost {
  const isReported = cost.price === null && (cost.costEur !== null || cost.costOriginal !== null);
  if (isReported) return { ...cost, computedCostEur: null };
  return {
    costEur: null,
    costOriginal: null,
    currency: null,
    fxRate: null,
    fxDate: null,
    price: null,
    computedCostEur: null,
    unpricedReason,
  };
}
