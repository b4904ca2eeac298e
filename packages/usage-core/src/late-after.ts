/** A call that is recorded later than this after it was made is late. In milliseconds. */
export const LATE_AFTER_MS = 60 * 60_000;
