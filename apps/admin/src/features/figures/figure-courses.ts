import type { Explore, ExploreFigures } from "usage-core";
import { bucketState, isWhole } from "../../components/buckets.ts";
import type { Reading } from "../../components/reading.ts";
import type { SpendStep } from "../spend/spend-step.ts";

/**
 * One value for each bucket that is over and complete; `null` where it is not known. A bucket that is going on, or that the range
 * cuts short, would look like a fall or a rise.
 */
export function courseOf(
  { buckets, total }: Explore,
  step: SpendStep,
  reading: Reading,
  read: (figures: ExploreFigures) => number | null,
): (number | null)[] {
  return buckets.flatMap((bucket, index) => {
    const figures = total.series[index];
    const isShown = figures !== undefined && isWhole(bucket, step) && bucketState(bucket, step, reading) === "over";
    return isShown ? [read(figures)] : [];
  });
}

/** In [0, 1]; `null` without calls. */
export function rateOf({ calls, failedCalls }: ExploreFigures): number | null {
  return calls === 0 ? null : (calls - failedCalls) / calls;
}
