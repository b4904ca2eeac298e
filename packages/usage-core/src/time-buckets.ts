import { hoursOf } from "./calendar.ts";
import { addDays, isFirstDay } from "./civil-date.ts";
import type { ExploreBucket } from "./contract.ts";
import { type DateRange, daysOf } from "./date-range.ts";
import type { Granularity } from "./explore-options.ts";

/** A bucket, and where it begins in the rollup and in the log. */
export interface TimeBucket extends ExploreBucket {
  /** The first key of its usage in the rollup: the hour as the rollup names it (UTC, ISO 8601), else the first day. */
  readonly firstKey: string;
  /**
   * For an hour, the instant from which the calls of the log are its own: UTC, ISO 8601. Absent: the midnight of its
   * first day.
   */
  readonly from?: string;
}

/**
 * The range in buckets of the granularity, oldest first and without gaps; the first and the last week or month are cut to
 * the range. Weeks begin on Mondays.
 */
export function timeBuckets(range: DateRange, granularity: Granularity, timeZone: string): TimeBucket[] {
  if (granularity === "hour") {
    return daysOf(range).flatMap((date) =>
      hoursOf(date, timeZone).map(({ start, label, from }) => ({
        start: label,
        startDate: date,
        endDate: date,
        firstKey: start,
        from,
      })),
    );
  }
  const starts = daysOf(range).filter((date) => date === range.startDate || isFirstDay(date, granularity));
  return starts.map((startDate, index) => {
    const next = starts[index + 1];
    const endDate = next === undefined ? range.endDate : addDays(next, -1);
    return { start: startDate, startDate, endDate, firstKey: startDate };
  });
}
