import { type Comparison, comparisonOf, type DateRange } from "usage-core";

/** What a period is compared with on every page; nothing until a day of it is over. */
export function usualComparison(range: DateRange, today: string): Comparison | undefined {
  return hasWholeDay(range, today) ? comparisonOf(range, today) : undefined;
}

/** Whether a day of the range is over. What has just begun would always be far below what it is compared with, which is whole. */
export function hasWholeDay({ startDate }: DateRange, today: string): boolean {
  return startDate < today;
}
