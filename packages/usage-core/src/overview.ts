import type { MonthProgress } from "./calendar.ts";
import type { UsageOverview } from "./contract.ts";
import type { DateRange } from "./date-range.ts";
import { figuresOf } from "./figures.ts";
import { toNumber } from "./money.ts";
import { projectedMonthEnd, projectionUnpricedCalls } from "./month-spend.ts";
import { isWithin } from "./range-days.ts";
import { type DayRow, totalUsage, type UsageSums } from "./usage-rows.ts";

/**
 * The figures of `range`, and the current month's end.
 *
 * `days` holds the rows of the range and those of `projectionRange(month)`; others are ignored.
 */
export function usageOverview(days: readonly DayRow[], range: DateRange, month: MonthProgress): UsageOverview {
  const total = totalUsage(days.filter(({ day }) => isWithin(day, range)));
  const { cost, tokens, calls, unpricedCalls } = figuresOf(total);
  return {
    totalCost: cost,
    totalTokens: tokens,
    totalCalls: calls,
    unpricedCalls,
    successRate: successRate(total),
    projectedMonthEnd: toNumber(projectedMonthEnd(days, month)),
    projectionUnpricedCalls: projectionUnpricedCalls(days, month),
  };
}

/** In [0, 1]: calls that did not fail / calls; 1 when there were no calls. */
export function successRate({ calls, failedCalls }: UsageSums): number {
  return calls === 0n ? 1 : Number(calls - failedCalls) / Number(calls);
}
