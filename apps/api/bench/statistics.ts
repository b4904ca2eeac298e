/** Milliseconds. Of a few runs only, the p95 is the slowest. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

export function timingOf(times: readonly number[]): Timing {
  return { median: median(times), p95: quantile(times, 0.95) };
}

/** Of several timings of the same: the middle of each figure. */
export function middleOf(timings: readonly Timing[]): Timing {
  return { median: median(timings.map((timing) => timing.median)), p95: median(timings.map(({ p95 }) => p95)) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.floor((sorted.length - 1) * fraction + 0.5)];
  if (value === undefined) throw new Error("There are no values to take a quantile of.");
  return value;
}
