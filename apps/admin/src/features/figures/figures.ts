import { type DateRange, daysBetween, daysIn, localDayAt, type UsageOverview } from "usage-core";
import type { Reading } from "../../components/reading.ts";

/** How many calls failed. Rounding gives the exact count: the rate has far more digits than the number of calls. */
export function failedCalls({ totalCalls, successRate }: UsageOverview): number {
  return Math.round(totalCalls * (1 - successRate));
}

/** The average over calls; `null` when there are none. */
export function perCall(total: number, calls: number): number | null {
  return calls > 0 ? total / calls : null;
}

/**
 * The average over the days of the period that have passed. As in the pace, today counts by the part that has passed: as a whole
 * day it would pull the average down all morning. `null` before any time has passed.
 */
export function perDay(total: number, range: DateRange, { asOf, timeZone }: Reading): number | null {
  const now = Date.parse(asOf);
  const today = localDayAt(now, timeZone);
  const days =
    range.endDate < today.date
      ? daysIn(range)
      : daysBetween(range.startDate, today.date) + (now - today.start) / (today.end - today.start);
  return days > 0 ? total / days : null;
}
