/**
 * Milliseconds since some moment, by a clock that nobody sets back: what was held for seconds is not held for hours. Never 0,
 * which lru-cache takes for no time at all.
 */
export type MonotonicClock = () => number;
export const monotonicClock: MonotonicClock = () => performance.now();
