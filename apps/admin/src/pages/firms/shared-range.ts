import type { DateRange } from "usage-core";

/** The range that all have; `null` where they differ, such as months to date of firms that have another day, or where there is none. */
export function sharedRange(ranges: readonly DateRange[]): DateRange | null {
  const [first] = ranges;
  if (first === undefined) return null;
  const { startDate, endDate } = first;
  return ranges.every((range) => range.startDate === startDate && range.endDate === endDate) ? first : null;
}
