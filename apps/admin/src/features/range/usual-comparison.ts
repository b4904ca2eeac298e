import type { DateRange } from "usage-core";

/** Whether a day of the range is over. What has just begun would always be far below what it is compared with, which is whole. */
export function hasWholeDay({ startDate }: Pick<DateRange, "startDate">, today: string): boolean {
  return startDate < today;
}
