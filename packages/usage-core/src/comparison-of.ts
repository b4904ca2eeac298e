import { monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import type { Comparison } from "./explore-options.ts";
import { monthEnd } from "./range-days.ts";

/**
 * What a period is compared with, on every page. A month, whole or to date, is compared with the month before, since
 * subscriptions, paydays and quotas follow the calendar; any other period with as many days right before it.
 */
export function comparisonOf({ startDate, endDate }: DateRange, today: string): Comparison {
  const isFromFirst = startDate === monthStart(startDate);
  const lastDay = monthEnd(startDate);
  const isSoFar = endDate === today && endDate <= lastDay;
  return isFromFirst && (endDate === lastDay || isSoFar) ? "monthBefore" : "previousPeriod";
}
