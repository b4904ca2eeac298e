import { isoInstant } from "../iso-instant.ts";

export interface RecordTime {
  readonly text: string;
  readonly epochMs: number;
}

/** The last instant that a `Date` can hold. */
const MAX_EPOCH_MS = 8.64e15;

/**
 * A time of LiteLLM: seconds since 1970 as a double in its payloads, a time in UTC in its tables.
 *
 * Cut to the millisecond, as LiteLLM's own tables cut it. Rounding would lift the last instant of a day into the next.
 */
export function timeOf(value: unknown): RecordTime | null {
  if (typeof value === "number") {
    // Its clock has microseconds, which a double does not hold exactly: 1732440600.123 is 1732440600122.9999 ms.
    const epochMs = Math.floor(Math.round(value * 1e6) / 1000);
    if (!(Math.abs(epochMs) <= MAX_EPOCH_MS)) return null;
    return { text: new Date(epochMs).toISOString(), epochMs };
  }
  if (typeof value !== "string") return null;
  const text = isoInstant(value, { isUtc: true })?.replace(/(\.\d{3})\d+/, "$1");
  const epochMs = text === undefined ? Number.NaN : Date.parse(text);
  return text === undefined || Number.isNaN(epochMs) ? null : { text, epochMs };
}
