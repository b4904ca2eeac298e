import { randomUUID } from "node:crypto";
import { checkUsageLog, type Fault } from "usage-core";

/** A call as JSON: later changes of the caller's object do not reach it, and every try sends the same. */
export interface PreparedCall {
  readonly id: string;
  readonly json: string;
  /** Of `json`, as it is sent. */
  readonly bytes: number;
}

export interface RefusedCall {
  /** `null` where it could not be read. */
  readonly id: string | null;
  readonly faults: readonly Fault[];
}

/** Completes, checks and copies a call. Never throws, whatever it is given: it runs in the caller's path. */
export function prepareCall(call: unknown, asOf: Date): PreparedCall | RefusedCall {
  try {
    const completed = complete(call, asOf);
    const checked = checkUsageLog(completed);
    if ("faults" in checked) return { id: idOf(completed), faults: checked.faults };
    const json = JSON.stringify(checked.log);
    return { id: checked.log.id, json, bytes: Buffer.byteLength(json) };
  } catch {
    // A getter or a proxy of the caller's threw. What it threw may throw again when it is read.
    return { id: null, faults: [{ field: "call", message: "could not be read; record an object of plain values" }] };
  }
}

/** A copy, so that every field is read once, with what the recorder adds. */
function complete(call: unknown, asOf: Date): unknown {
  if (typeof call !== "object" || call === null || Array.isArray(call)) return call;
  const copy: Record<string, unknown> = { ...call };
  copy["id"] ??= randomUUID();
  copy["createdAt"] ??= asOf.toISOString();
  return copy;
}

function idOf(call: unknown): string | null {
  if (typeof call !== "object" || call === null || !("id" in call)) return null;
  return typeof call.id === "string" ? call.id : null;
}
