import { addDays, monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import type { Comparison } from "./explore-options.ts";
import { daysIn, monthEnd } from "./range-days.ts";

/**
 * The range that `range` is compared with: as many days right before it, or the same days of the month before. Where that
 * month lacks a day, its last day is taken. Whole months are compared with whole months, whatever their length.
 */
export function comparisonRange(range: DateRange, comparison: Comparison): DateRange {
  const { startDate, endDate } = range;
  switch (comparison) {
    case "previousPeriod":
      return { startDate: addDays(startDate, -daysIn(range)), endDate: addDays(startDate, -1) };
    case "monthBefore": {
      const isWholeMonths = startDate === monthStart(startDate) && endDate === monthEnd(endDate);
      const end = sameDayOfMonthBefore(endDate);
      return { startDate: sameDayOfMonthBefore(startDate), endDate: isWholeMonths ? monthEnd(end) : end };
    }
  }
}

function sameDayOfMonthBefore(date: string): string {
  const lastOfMonthBefore = addDays(monthStart(date), -1);
  const sameDay = `${lastOfMonthBefore.slice(0, 8)}${date.slice(8)}`;
  return sameDay < lastOfMonthBefore ? sameDay : lastOfMonthBefore;
}
