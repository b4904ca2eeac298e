import type { DateRange } from "usage-core";

/** The days of all ranges together: in firms of different zones it may be a different day. `null` without ranges. */
export function spanOfRanges(ranges: readonly DateRange[]): DateRange | null {
  const [startDate] = ranges.map((range) => range.startDate).sort();
  const endDate = ranges
    .map((range) => range.endDate)
    .sort()
    .at(-1);
  return startDate === undefined || endDate === undefined ? null : { startDate, endDate };
}

/** The range that all have; `null` without ranges or where they differ, as months to date do while firms are on different days. */
export function sharedRange(ranges: readonly DateRange[]): DateRange | null {
  const [first] = ranges;
  if (first === undefined) return null;
  const { startDate, endDate } = first;
  return ranges.every((range) => range.startDate === startDate && range.endDate === endDate) ? first : null;
}
