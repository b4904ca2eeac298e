import { type DateRange, localDayAt } from "usage-core";
import type { AsOf } from "./buckets.ts";

/** Whether the range goes on: the day that was not over when the figures were read is in it. */
export function isSoFar({ startDate, endDate }: DateRange, { asOf, timeZone }: AsOf): boolean {
  const today = localDayAt(Date.parse(asOf), timeZone).date;
  return startDate <= today && today <= endDate;
}
