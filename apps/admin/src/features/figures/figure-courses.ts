import type { Explore, ExploreFigures } from "usage-core";
import { type AsOf, bucketState } from "../../components/buckets.ts";

/** One value a day, over the days that are over; `null` where it is not known. A day that goes on would look like a fall. */
export function courseOf(
  { buckets, total }: Explore,
  asOf: AsOf,
  read: (figures: ExploreFigures) => number | null,
): (number | null)[] {
  return buckets.flatMap((bucket, index) => {
    const figures = total.series[index];
    return figures === undefined || bucketState(bucket, "day", asOf) !== "over" ? [] : [read(figures)];
  });
}

/** In [0, 1]; `null` of no calls. */
export function rateOf({ calls, failedCalls }: ExploreFigures): number | null {
  return calls === 0 ? null : (calls - failedCalls) / calls;
}
