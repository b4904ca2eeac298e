import { monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import type { Comparison } from "./explore-options.ts";
import { monthEnd } from "./range-days.ts";

/**
 * With what a period is compared, on whatever page: a month, whole or so far, with the one before, since subscriptions, pay days
 * and resets of quotas follow the calendar; else with as many days right before it.
 */
export function comparisonOf({ startDate, endDate }: DateRange, today: string): Comparison {
  const isFromFirst = startDate === monthStart(startDate);
  const lastDay = monthEnd(startDate);
  const isSoFar = endDate === today && endDate <= lastDay;
  return isFromFirst && (endDate === lastDay || isSoFar) ? "monthBefore" : "previousPeriod";
}
