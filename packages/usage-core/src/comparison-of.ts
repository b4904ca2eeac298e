import { addDays, daysInMonth, monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import type { Comparison } from "./explore-options.ts";

/**
 * With what a period is compared, on whatever page: a month, whole or so far, with the one before, since subscriptions, pay days
 * and resets of quotas follow the calendar; else with as many days right before it.
 */
export function comparisonOf({ startDate, endDate }: DateRange, today: string): Comparison {
  const isFromFirst = startDate === monthStart(startDate);
  const lastDay = addDays(startDate, daysInMonth(startDate) - 1);
  const isSoFar = endDate === today && endDate <= lastDay;
  return isFromFirst && (endDate === lastDay || isSoFar) ? "monthBefore" : "previousPeriod";
}
