import { type DateRange, daysBetween, type UsageOverview } from "usage-core";

/** How many calls failed. The rate is exact to far more digits than there are calls, so the rounding is. */
export function failedCalls({ totalCalls, successRate }: UsageOverview): number {
  return Math.round(totalCalls * (1 - successRate));
}

/** The average over calls; `null` when there are none. */
export function perCall(total: number, calls: number): number | null {
  return calls > 0 ? total / calls : null;
}

/** The average over the days of the period that have begun. */
export function perDay(total: number, range: DateRange, today: string): number {
  const lastDay = range.endDate < today ? range.endDate : today;
  return total / Math.max(1, daysBetween(range.startDate, lastDay) + 1);
}
