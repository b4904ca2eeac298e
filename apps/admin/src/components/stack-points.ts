import type { ExploreBucket, Granularity, Measure } from "usage-core";
import { type BucketState, bucketState } from "./buckets.ts";
import { figureOf } from "./figure-of.ts";
import type { Reading } from "./reading.ts";
import type { StackSeries } from "./stack-series.ts";

/** Where the total is heading: the expected amounts of buckets that are not over, and of more buckets after the range. */
export interface Projection {
  readonly name: string;
  readonly points: readonly { readonly bucket: ExploreBucket; readonly amount: number }[];
}

/** What is drawn in one bucket. An amount of `null`, not known or still to come, is a gap. */
export interface StackPoint {
  readonly start: string;
  readonly bucket: ExploreBucket;
  readonly state: BucketState;
  /** Its place in the answer's series; `null` after the range. */
  readonly index: number | null;
  readonly amounts: readonly (number | null)[];
  readonly projected: number | null;
}

export function stackPoints(
  buckets: readonly ExploreBucket[],
  series: readonly StackSeries[],
  measure: Measure,
  granularity: Granularity,
  reading: Reading,
  projection: Projection | undefined,
): StackPoint[] {
  const projected = new Map(projection?.points.map(({ bucket, amount }) => [bucket.start, amount]));
  const points = buckets.map((bucket, index): StackPoint => {
    const state = bucketState(bucket, granularity, reading);
    const amounts = series.map((one) => {
      const figures = one.series[index];
      return figures === undefined || state === "toCome" ? null : figureOf(figures, measure);
    });
    return { start: bucket.start, bucket, state, index, amounts, projected: projected.get(bucket.start) ?? null };
  });
  const known = new Set(buckets.map(({ start }) => start));
  const later = (projection?.points ?? []).filter(({ bucket }) => !known.has(bucket.start));
  return [
    ...points,
    ...later.map(
      ({ bucket, amount }): StackPoint => ({
        start: bucket.start,
        bucket,
        state: "toCome",
        index: null,
        amounts: series.map(() => null),
        projected: amount,
      }),
    ),
  ];
}
