import { addDays, daysBetween, daysInMonth, monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";

/** How many days the range has; 1 when it ends on the day on which it starts. */
export function daysIn({ startDate, endDate }: DateRange): number {
  return daysBetween(startDate, endDate) + 1;
}

/** Whether the civil date lies in the range. */
export function isWithin(date: string, { startDate, endDate }: DateRange): boolean {
  return date >= startDate && date <= endDate;
}

/** The last day of the date's month. */
export function monthEnd(date: string): string {
  return addDays(monthStart(date), daysInMonth(date) - 1);
}

/** The whole month that holds the date. */
export function monthOf(date: string): DateRange {
  return { startDate: monthStart(date), endDate: monthEnd(date) };
}

/** The month to date: its first day to `today`. */
export function monthToDateRange(today: string): DateRange {
  return { startDate: monthStart(today), endDate: today };
}
