import { type DateRange, localDayAt } from "usage-core";
import type { Reading } from "./reading.ts";

/** Whether the range includes the day on which the figures were read, which was not over then. */
export function isSoFar({ startDate, endDate }: DateRange, { asOf, timeZone }: Reading): boolean {
  const today = localDayAt(Date.parse(asOf), timeZone).date;
  return startDate <= today && today <= endDate;
}
