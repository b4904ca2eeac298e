import { toNumber } from "./money.ts";
import type { UsageSums } from "./usage-rows.ts";

interface Figures {
  cost: number;
  tokens: number;
  calls: number;
  unpricedCalls: number;
}

/** The contract's figures, converted from the exact sums once, here. */
export function figuresOf(sums: UsageSums): Figures {
  return {
    cost: toNumber(sums.cost),
    tokens: Number(sums.inputTokens + sums.outputTokens),
    calls: Number(sums.calls),
    unpricedCalls: Number(sums.unpricedCalls),
  };
}

/**
 * The order of every breakdown: dearest first, then most calls, then by id (by code unit, the same on every machine).
 */
export function dearestFirst<Row extends UsageSums>(idOf: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => {
    const byCost = b.cost.cmp(a.cost);
    if (byCost !== 0) return byCost;
    if (a.calls !== b.calls) return a.calls > b.calls ? -1 : 1;
    return idOf(a) < idOf(b) ? -1 : 1;
  };
}
