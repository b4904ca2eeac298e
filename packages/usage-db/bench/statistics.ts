/** Milliseconds. Of a few runs only, the p95 is the slowest. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

export function timingOf(times: readonly number[]): Timing {
  return { median: median(times), p95: quantile(times, 0.95) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.floor((sorted.length - 1) * fraction + 0.5)];
  if (value === undefined) throw new Error("There are no values to take a quantile of.");
  return value;
}
