/** Milliseconds since some moment, by a clock that nobody sets back: what was held for seconds is not held for hours. */
export type MonotonicClock = () => number;
export const monotonicClock: MonotonicClock = () => performance.now();
