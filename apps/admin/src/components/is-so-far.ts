import { type DateRange, localDayAt } from "usage-core";
import type { Reading } from "./reading.ts";

/** Whether the range goes on: the day that was not over when the figures were read is in it. */
export function isSoFar({ startDate, endDate }: DateRange, { asOf, timeZone }: Reading): boolean {
  const today = localDayAt(Date.parse(asOf), timeZone).date;
  return startDate <= today && today <= endDate;
}
