import type { ExploreBucket, Granularity } from "usage-core";
import { type Format, useFormat } from "../i18n/use-format.ts";
import { isWholeMonth } from "./buckets.ts";

/** A piece of time in words: `short` for an axis, `full` where it stands alone. */
export interface BucketLabel {
  readonly short: string;
  readonly full: string;
}

export function useBucketLabel(granularity: Granularity): (bucket: ExploreBucket) => BucketLabel {
  const format = useFormat();
  return (bucket) => bucketLabel(bucket, granularity, format);
}

export function bucketLabel(bucket: ExploreBucket, granularity: Granularity, format: Format): BucketLabel {
  const { start, startDate } = bucket;
  const clock = start.slice(11, 16);
  switch (granularity) {
    case "hour":
      return {
        // An axis of several days says where each begins.
        short: clock === "00:00" ? format.date(startDate, "day") : clock,
        // With its offset: on the day that clocks go back an hour comes twice.
        full: `${format.date(startDate, "date")}, ${clock} (${start.slice(19)})`,
      };
    case "day":
      return { short: format.date(startDate, "day"), full: format.date(startDate, "full") };
    case "week":
      return { short: format.date(startDate, "day"), full: format.dateRange(bucket) };
    case "month":
      return {
        short: format.date(startDate, "monthName"),
        full: isWholeMonth(bucket) ? format.date(startDate, "month") : format.dateRange(bucket),
      };
  }
}
