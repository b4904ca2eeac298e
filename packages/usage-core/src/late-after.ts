/** Recorded later than this after it was made, a call is late. In milliseconds. */
export const LATE_AFTER_MS = 60 * 60_000;
