import type { ExploreBucket, Granularity } from "usage-core";
import type { Format } from "../i18n/format.ts";
import { useTexts } from "../i18n/texts.tsx";
import { isWholeMonth } from "./buckets.ts";

/** A bucket in words: `short` for an axis, `row` for a column of them, `full` where it stands alone. */
export interface BucketLabel {
  readonly short: string;
  readonly row: string;
  readonly full: string;
}

export function useBucketLabel(granularity: Granularity): (bucket: ExploreBucket) => BucketLabel {
  const { format } = useTexts();
  return (bucket) => bucketLabel(bucket, granularity, format);
}

function bucketLabel(bucket: ExploreBucket, granularity: Granularity, format: Format): BucketLabel {
  const { start, startDate } = bucket;
  const clock = start.slice(11, 16);
  switch (granularity) {
    case "hour": {
      // With the offset: when clocks go back, an hour comes twice.
      const full = `${format.date(startDate, "date")}, ${clock} (${start.slice(19)})`;
      // An axis of several days says where each begins.
      return { short: clock === "00:00" ? format.date(startDate, "day") : clock, row: full, full };
    }
    case "day":
      return {
        short: format.date(startDate, "day"),
        row: format.date(startDate, "date"),
        full: format.date(startDate, "full"),
      };
    case "week": {
      const full = format.dateRange(bucket);
      return { short: format.date(startDate, "day"), row: full, full };
    }
    case "month": {
      const full = isWholeMonth(bucket) ? format.date(startDate, "month") : format.dateRange(bucket);
      return { short: format.date(startDate, "monthName"), row: full, full };
    }
  }
}
