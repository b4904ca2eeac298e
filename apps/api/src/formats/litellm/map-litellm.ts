import { BodyError } from "../../errors/body-error.ts";
import type { MappedCall } from "../mapped-call.ts";
import { mapRecord } from "./map-record.ts";

/** Far more than LiteLLM puts into a batch, and few enough for an answer that names the faults of each. */
const MAX_RECORDS = 10_000;

/** A record that no call could be made of. */
export interface UnmappedRecord {
  /** Its place among the records that were sent, from 0. */
  readonly index: number;
  readonly reason: string;
}

/**
 * The calls in what LiteLLM's `generic_api` callback sends: StandardLoggingPayloads in a list (`json_array`, its default), one
 * on its own (`single`), or one a line (`ndjson`, as text: it is labelled `application/json` nevertheless).
 *
 * A record gives at most one call: what is not in `unmapped` is in `calls`, in its order. Throws a {@link BodyError} for too
 * many of them.
 */
export function mapLitellm(body: unknown): {
  readonly calls: MappedCall[];
  readonly unmapped: UnmappedRecord[];
} {
  const calls: MappedCall[] = [];
  const unmapped: UnmappedRecord[] = [];
  const records = recordsOf(body);
  if (records.length > MAX_RECORDS) {
    throw new BodyError(413, `${records.length} records are too many; send at most ${MAX_RECORDS} at once`);
  }
  for (const [index, record] of records.entries()) {
    const mapped = record === undefined ? NOT_JSON : mapRecord(record);
    if ("reason" in mapped) unmapped.push({ index, reason: mapped.reason });
    else calls.push(mapped);
  }
  return { calls, unmapped };
}

const NOT_JSON = { reason: "is not JSON" };

/** `undefined` stands for a line that is not JSON. */
function recordsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== "string") return [body];
  const whole = parsed(body);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return body
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(parsed);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
