import { isUnpriced, type PartlyKnownCost } from "usage-core";

/** The part of all costs, in [0, 100]; `null` where the part's cost is not known, or there is none in all. */
export function costShare(part: PartlyKnownCost, all: PartlyKnownCost): number | null {
  if (isUnpriced(part) || all.cost <= 0) return null;
  // The two are read one after the other: a call in between must not make it more than all.
  return Math.min(100, (part.cost / all.cost) * 100);
}
