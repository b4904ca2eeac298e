/** The longest that the first try again is put off, in milliseconds; it doubles with every further one. */
const FIRST_MS = 500;
/** The largest value that doubling reaches, in milliseconds. */
export const LONGEST_BACKOFF_MS = 30_000;
/** The longest that a server can make us wait, in milliseconds: a slip in its clock must not silence a service for a day. */
export const LONGEST_WAIT_MS = 300_000;

/**
 * How long to wait before a request is sent again, in milliseconds: exponential backoff with full jitter, so that services
 * that failed together do not return together, and never less than the server asked for, up to five minutes.
 *
 * `attempt` counts from 0; `leastMs` is what the server asked for, 0 for nothing; `random` lies in [0, 1).
 */
export function retryDelay(attempt: number, leastMs: number, random: number): number {
  return Math.min(leastMs, LONGEST_WAIT_MS) + random * Math.min(FIRST_MS * 2 ** attempt, LONGEST_BACKOFF_MS);
}
