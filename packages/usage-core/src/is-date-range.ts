import { isCivilDate } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import { daysIn } from "./range-days.ts";

/** The longest range that one question may span, in days. */
export const MAX_RANGE_DAYS = 400;

/**
 * Whether `dateRangeSchema` takes it. Written by hand: a page that reads its address needs no error message, and should
 * not load zod for it.
 */
export function isDateRange(range: { readonly startDate: unknown; readonly endDate: unknown }): range is DateRange {
  const { startDate, endDate } = range;
  if (!isCivilDate(startDate) || !isCivilDate(endDate)) return false;
  const days = daysIn({ startDate, endDate });
  return days >= 1 && days <= MAX_RANGE_DAYS;
}
