import { isUnpriced, type PartlyKnownCost } from "usage-core";

/** The share of all costs, in [0, 100]; `null` where the cost is not known, or all costs are 0. */
export function costShare(part: PartlyKnownCost, all: PartlyKnownCost): number | null {
  if (isUnpriced(part) || all.cost <= 0) return null;
  // The two are read one after the other: a call in between must not make the part larger than the whole.
  return Math.min(100, (part.cost / all.cost) * 100);
}
