import { type DateRange, localDayAt } from "usage-core";
import type { AsOf } from "./buckets.ts";

/** Whether the range goes on: the day that was not over when the figures were read is in it, or is still to come. */
export function isSoFar({ endDate }: Pick<DateRange, "endDate">, { asOf, timeZone }: AsOf): boolean {
  return endDate >= localDayAt(Date.parse(asOf), timeZone).date;
}
