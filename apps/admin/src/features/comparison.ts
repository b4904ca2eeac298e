import { addDays, type Comparison, type DateRange, daysInMonth, monthStart } from "usage-core";

/** With what a period is compared: a month, whole or so far, with the one before; else with as many days right before it. */
export function comparisonOf({ startDate, endDate }: DateRange, today: string): Comparison {
  const isFromFirst = startDate === monthStart(startDate);
  const lastDay = addDays(startDate, daysInMonth(startDate) - 1);
  const isSoFar = endDate === today && endDate <= lastDay;
  return isFromFirst && (endDate === lastDay || isSoFar) ? "monthBefore" : "previousPeriod";
}
