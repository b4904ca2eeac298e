const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;
/** The longest that a call may be said to take, in milliseconds: 24 days. */
const MAX_LATENCY_MS = 2_147_483_647n;

/** Nanoseconds since 1970 as UTC, ISO 8601, with every one of its nine digits. */
export function instantText(nanoseconds: bigint): string {
  const second = new Date(Number(nanoseconds / NS_PER_MS)).toISOString().slice(0, "YYYY-MM-DDTHH:MM:SS".length);
  return `${second}.${String(nanoseconds % NS_PER_SECOND).padStart(9, "0")}Z`;
}

/** Milliseconds between two instants; `null` where one is missing (0), or where the clock was set back in between. */
export function latencyMs(start: bigint, end: bigint): number | null {
  const latency = (end - start + NS_PER_MS / 2n) / NS_PER_MS;
  return start === 0n || end < start || latency > MAX_LATENCY_MS ? null : Number(latency);
}
