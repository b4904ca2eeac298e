import { type ExploreFigures, isUnpriced, type Measure } from "usage-core";

/** A change against an earlier amount. `size` is above 0: percent of that amount, or percentage points of a rate. */
export type Change =
  | { readonly kind: "up" | "down"; readonly size: number }
  | { readonly kind: "same" }
  | { readonly kind: "new" };

/** `null` when one of the two is not known: not asked for, or a cost of unpriced calls alone. */
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
  // So close to nothing before that the change has no size.
  if (!Number.isFinite(size)) return { kind: "new" };
  return { kind: now > previous ? "up" : "down", size };
}

/** The same of two rates in [0, 1], in percentage points. */
export function changeOfRate(now: number, previous: number): Change {
  if (now === previous) return { kind: "same" };
  return { kind: now > previous ? "up" : "down", size: Math.abs(now - previous) * 100 };
}

/** By what changes are sorted: a fall is below none, and what is new above every rise. */
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
