import { type ExploreFigures, isUnpriced, type Measure } from "usage-core";

/** A change against an earlier amount. `size` is above 0: percent of that amount, or percentage points of a rate. */
export type Change =
  | { readonly kind: "up" | "down"; readonly size: number }
  | { readonly kind: "same" }
  | { readonly kind: "new" };

/** `null` when one of the two is not known: it was not asked for, or is the cost of unpriced calls only. */
export function changeOf(now: ExploreFigures, previous: ExploreFigures | null, measure: Measure): Change | null {
  if (previous === null) return null;
  if (measure === "cost" && (isUnpriced(now) || isUnpriced(previous))) return null;
  return changeBetween(now[measure], previous[measure]);
}

/** By how much it changed; `null` where that is not known. */
export function changeAmount(now: ExploreFigures, previous: ExploreFigures | null, measure: Measure): number | null {
  return previous === null || changeOf(now, previous, measure) === null ? null : now[measure] - previous[measure];
}

/** The change of two numbers, such as two success rates. */
export function changeBetween(now: number, previous: number): Change | null {
  if (!Number.isFinite(now) || !Number.isFinite(previous)) return null;
  if (now === previous) return { kind: "same" };
  if (previous === 0) return { kind: "new" };
  const size = Math.abs((now - previous) / previous) * 100;
  // The earlier amount is so close to 0 that the quotient overflows.
  if (!Number.isFinite(size)) return { kind: "new" };
  return { kind: now > previous ? "up" : "down", size };
}

/** The change of two rates in [0, 1], in percentage points. */
export function changeOfRate(now: number, previous: number): Change {
  if (now === previous) return { kind: "same" };
  return { kind: now > previous ? "up" : "down", size: Math.abs(now - previous) * 100 };
}

/** A number to sort changes by: a fall is below no change, and what is new is above every rise. */
export function changeRank(change: Change): number {
  switch (change.kind) {
    case "up":
      return change.size;
    case "down":
      return -change.size;
    case "same":
      return 0;
    case "new":
      return Number.MAX_VALUE;
  }
}
