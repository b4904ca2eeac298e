import type { RecordResult } from "usage-core";
import { retryAfterMs } from "./retry-after.ts";

/** The outcome of a request. */
export type Answer =
  /** The ledger's result for each call, in their order. */
  | { readonly kind: "results"; readonly results: readonly RecordResult[] }
  /** The server will never accept this body; a single call in it may be the cause. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Nothing is known of the calls: they have to be sent again. */
  | {
      readonly kind: "unavailable";
      readonly reason: string;
      /** What the server asked for; 0 for nothing. */
      readonly retryAfterMs: number;
      /** Only a person can fix it, such as a wrong key or address. */
      readonly misconfigured: boolean;
    };

export interface HttpAnswer {
  readonly status: number;
  /** The `Retry-After` header; `null` without one. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Statuses of a refusal that the body caused. */
const REFUSALS: readonly number[] = [400, 413, 422];
/** Statuses of faults that pass, besides every 5xx. */
const TRANSIENT: readonly number[] = [408, 425, 429];

/**
 * Reads the answer to `count` calls.
 *
 * Calls are given up only when the API itself refuses them, as `{ error: { message } }` shows: a proxy in between may
 * answer 400 to everything, or 200 with a page of its own.
 */
export function readAnswer({ status, retryAfter, body }: HttpAnswer, count: number, asOf: Date): Answer {
  const content = parse(body);
  // 400 comes when none of the calls could be recorded.
  if (status === 200 || status === 400) {
    const results = resultsIn(content, count);
    if (results !== null) return { kind: "results", results };
  }
  const message = messageIn(content);
  const reason = message === null ? `answered ${status}` : `answered ${status}: ${message}`;
  // 413 counts from a proxy as well: the body is too large for it.
  if (status === 413 || (REFUSALS.includes(status) && message !== null)) return { kind: "refused", reason };
  return {
    kind: "unavailable",
    reason: status === 200 ? "answered 200, but not as the API does" : reason,
    retryAfterMs: retryAfterMs(retryAfter, asOf),
    misconfigured: status < 500 && !TRANSIENT.includes(status),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function resultsIn(content: unknown, count: number): readonly RecordResult[] | null {
  const results = fieldOf(content, "results");
  return Array.isArray(results) && results.length === count && results.every(isResult) ? results : null;
}

function isResult(result: unknown): result is RecordResult {
  const status = fieldOf(result, "status");
  if (status === "conflict") return isListOf(fieldOf(result, "fields"), isText);
  if (status === "rejected") return isListOf(fieldOf(result, "faults"), isFault);
  return status === "recorded" || status === "duplicate";
}

function isFault(fault: unknown): boolean {
  return isText(fieldOf(fault, "field")) && isText(fieldOf(fault, "message"));
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function messageIn(content: unknown): string | null {
  const message = fieldOf(fieldOf(content, "error"), "message");
  return typeof message === "string" ? message : null;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
}
