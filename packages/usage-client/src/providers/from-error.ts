import { MAX_IDENTIFIER_LENGTH } from "usage-core";
import type { RecordableCall } from "../recordable-call.ts";
import { type CallContext, withContext } from "./call-context.ts";

/** The context, with what a response would have said. */
export type FailedCallContext = CallContext & Required<Pick<CallContext, "provider" | "model">>;

/**
 * The failed call behind what an SDK threw. Its `errorCode` is the provider's own, such as `insufficient_quota` or
 * `overloaded_error`, or the system's (`ECONNRESET`), or the HTTP status, or the error's name (`TimeoutError`).
 *
 * It counts no tokens: providers charge none for what they refuse. A stream that broke off may well be charged: record its
 * last chunk instead, with `success: false`.
 */
export function fromError(error: unknown, context: FailedCallContext): RecordableCall {
  const { provider, model } = context;
  return withContext(
    { provider, model, inputTokens: 0, outputTokens: 0, success: false, errorCode: codeOf(error) },
    context,
  );
}

function codeOf(error: unknown): string | null {
  const told = [fieldOf(error, "code"), fieldOf(error, "type"), fieldOf(error, "status"), nameOf(error)];
  const code = told.find((value) => (typeof value === "string" && value !== "") || isStatus(value));
  if (code === undefined) return null;
  // As much of it as the ledger takes.
  return String(code).slice(0, MAX_IDENTIFIER_LENGTH).toWellFormed().replaceAll("\0", "\u{FFFD}");
}

/** The `code` of a `DOMException` is a number too, and says less than its name. */
function isStatus(value: unknown): boolean {
  return typeof value === "number" && value >= 100 && value <= 599;
}

/** The SDKs' errors are named by their classes only: `APIConnectionTimeoutError`. */
function nameOf(error: unknown): unknown {
  const name = fieldOf(error, "name");
  return name === "Error" ? fieldOf(fieldOf(error, "constructor"), "name") : name;
}

/** `undefined` also where reading it throws. */
function fieldOf(error: unknown, field: string): unknown {
  try {
    const readable = (typeof error === "object" && error !== null) || typeof error === "function";
    return readable ? Reflect.get(error, field) : undefined;
  } catch {
    return undefined;
  }
}
