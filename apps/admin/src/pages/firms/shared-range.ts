import type { DateRange } from "usage-core";

/** The days of all: each firm's calendar may be at another one. `null` where there is none. */
export function spanOfRanges(ranges: readonly DateRange[]): DateRange | null {
  const [startDate] = ranges.map((range) => range.startDate).sort();
  const endDate = ranges
    .map((range) => range.endDate)
    .sort()
    .at(-1);
  return startDate === undefined || endDate === undefined ? null : { startDate, endDate };
}

/** The range that all have; `null` where they differ, such as months to date of firms that have another day, or where there is none. */
export function sharedRange(ranges: readonly DateRange[]): DateRange | null {
  const [first] = ranges;
  if (first === undefined) return null;
  const { startDate, endDate } = first;
  return ranges.every((range) => range.startDate === startDate && range.endDate === endDate) ? first : null;
}
