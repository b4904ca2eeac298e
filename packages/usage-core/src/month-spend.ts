import type { MonthProgress } from "./calendar.ts";
import { addDays, monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import { type Money, sum } from "./money.ts";
import { projectMonthEnd } from "./projection.ts";
import { daysIn, isWithin, monthOf, monthToDateRange } from "./range-days.ts";
import { type DayRow, totalUsage } from "./usage-rows.ts";

/** The days whose rows a projection needs: the month to date and, on its first day, the month before. */
export function projectionRange(month: MonthProgress): DateRange {
  const { startDate, endDate } = monthToDateRange(month.today);
  return { startDate: month.isFirstDay ? monthStart(addDays(startDate, -1)) : startDate, endDate };
}

/** What was spent within the range. `days` may hold days outside of it. */
export function spendWithin(days: readonly DayRow[], range: DateRange): Money {
  return sum(days.filter(({ day }) => isWithin(day, range)).map(({ cost }) => cost));
}

/** Where the month will end, from the rows of at least {@link projectionRange}. */
export function projectedMonthEnd(days: readonly DayRow[], month: MonthProgress): Money {
  const previous = monthOf(addDays(month.firstDay, -1));
  return projectMonthEnd(spendWithin(days, monthToDateRange(month.today)), month, {
    spend: spendWithin(days, previous),
    days: daysIn(previous),
  });
}

/** The unpriced calls among those that the projection is made from, from the same rows. */
export function projectionUnpricedCalls(days: readonly DayRow[], month: MonthProgress): number {
  const range = projectionRange(month);
  return Number(totalUsage(days.filter(({ day }) => isWithin(day, range))).unpricedCalls);
}
