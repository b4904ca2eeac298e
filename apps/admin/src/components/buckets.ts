import { addDays, daysInMonth, type ExploreBucket, type Granularity, localDayAt } from "usage-core";
import type { Reading } from "./reading.ts";

/** Whether a piece of time was over when the figures were read, was going on, or had not begun. */
export type BucketState = "over" | "unfinished" | "toCome";

/** A piece that is cut to the range is over with the range's end, whatever is left of its week or month. */
export function bucketState(bucket: ExploreBucket, granularity: Granularity, { asOf, timeZone }: Reading): BucketState {
  const now = Date.parse(asOf);
  if (granularity === "hour") {
    const start = Date.parse(bucket.start);
    if (start > now) return "toCome";
    return now - start < HOUR_MS ? "unfinished" : "over";
  }
  const today = localDayAt(now, timeZone).date;
  if (bucket.startDate > today) return "toCome";
  return bucket.endDate >= today ? "unfinished" : "over";
}

const HOUR_MS = 3_600_000;

/** Whether it is a month that has all its days, so that it can be called by its name. */
export function isWholeMonth({ startDate, endDate }: ExploreBucket): boolean {
  return startDate.endsWith("-01") && endDate === addDays(startDate, daysInMonth(startDate) - 1);
}

/** Whether a piece is as long as its kind: the first and the last week or month may be cut to the range. */
export function isWhole(bucket: ExploreBucket, granularity: Granularity): boolean {
  switch (granularity) {
    case "hour":
    case "day":
      return true;
    case "week":
      return bucket.endDate === addDays(bucket.startDate, 6);
    case "month":
      return isWholeMonth(bucket);
  }
}
