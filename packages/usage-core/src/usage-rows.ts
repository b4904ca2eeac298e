import { type Money, ZERO } from "./money.ts";

/** The exact sums of some calls. Every grouping of the same calls adds up to the same sums. */
export interface UsageSums {
  /** Every recorded call, failed ones too. */
  readonly calls: bigint;
  readonly failedCalls: bigint;
  /** Calls whose cost is not known: they add nothing to `cost`. */
  readonly unpricedCalls: bigint;
  readonly inputTokens: bigint;
  readonly outputTokens: bigint;
  readonly cost: Money;
}

/** `day` is the firm's local day, `YYYY-MM-DD`. */
export type DayRow = UsageSums & { readonly day: string };
/** `hour` is the instant at which the firm's local hour starts: UTC, ISO 8601 with milliseconds. */
export type HourRow = UsageSums & { readonly hour: string };
export type FeatureRow = UsageSums & { readonly feature: string };
/** `userId` is `null` for batch jobs. */
export type UserRow = UsageSums & { readonly userId: string | null };
/** `weekday` is 1 (Monday) to 7, `hour` what the firm's clock showed: 0 to 23. */
export type WeekHourRow = UsageSums & { readonly weekday: number; readonly hour: number };
export type ModelRow = UsageSums & { readonly model: string };

export const NO_USAGE: UsageSums = {
  calls: 0n,
  failedCalls: 0n,
  unpricedCalls: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  cost: ZERO,
};

export function addUsage(a: UsageSums, b: UsageSums): UsageSums {
  return {
    calls: a.calls + b.calls,
    failedCalls: a.failedCalls + b.failedCalls,
    unpricedCalls: a.unpricedCalls + b.unpricedCalls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cost: a.cost.plus(b.cost),
  };
}

export function subtractUsage(a: UsageSums, b: UsageSums): UsageSums {
  return {
    calls: a.calls - b.calls,
    failedCalls: a.failedCalls - b.failedCalls,
    unpricedCalls: a.unpricedCalls - b.unpricedCalls,
    inputTokens: a.inputTokens - b.inputTokens,
    outputTokens: a.outputTokens - b.outputTokens,
    cost: a.cost.minus(b.cost),
  };
}

export function totalUsage(rows: Iterable<UsageSums>): UsageSums {
  // Not by `addUsage`, which makes an object for each row: for thousands of rows that is most of the work.
  let calls = 0n;
  let failedCalls = 0n;
  let unpricedCalls = 0n;
  let inputTokens = 0n;
  let outputTokens = 0n;
  let cost = ZERO;
  for (const row of rows) {
    calls += row.calls;
    failedCalls += row.failedCalls;
    unpricedCalls += row.unpricedCalls;
    inputTokens += row.inputTokens;
    outputTokens += row.outputTokens;
    cost = cost.plus(row.cost);
  }
  return { calls, failedCalls, unpricedCalls, inputTokens, outputTokens, cost };
}

/** Whether anything is left to show: a key whose calls were all voided sums to nothing, and has no row. */
export function hasUsage(sums: UsageSums): boolean {
  return sums.calls !== 0n || sums.inputTokens !== 0n || sums.outputTokens !== 0n || !sums.cost.eq(ZERO);
}
