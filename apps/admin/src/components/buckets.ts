import { addDays, type ExploreBucket, type Granularity, localDayAt, monthEnd } from "usage-core";
import type { Reading } from "./reading.ts";

/** Whether a bucket was over when the figures were read, was going on, or had not begun. */
export type BucketState = "over" | "unfinished" | "toCome";

/** A bucket that the range cuts short is over when the range is, even if its week or month goes on. */
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

/** Whether the bucket is a complete month, which can be called by its name. */
export function isWholeMonth({ startDate, endDate }: ExploreBucket): boolean {
  return startDate.endsWith("-01") && endDate === monthEnd(startDate);
}

/** Whether a bucket is complete: the range may cut the first and the last week or month short. */
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
