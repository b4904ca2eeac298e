import { createHash } from "node:crypto";
import { type Span, textOf } from "./span.ts";

/** The longest id of a call. */
const MAX_LENGTH = 200;

/**
 * The key that makes sending a call again harmless: the provider's id of the response, else the span's own ids.
 * `null` when the span has neither.
 *
 * The response's id comes first because it is the call's, whoever tells of it: an instrumented client and the framework
 * above it make two spans of one call. One that is too long is hashed, since its end tells it from others as well.
 */
export function callId({ attributes, traceId, spanId }: Span): string | null {
  const responseId = textOf(attributes, "gen_ai.response.id");
  if (responseId !== null) return responseId.length <= MAX_LENGTH ? responseId : `sha256-${sha256(responseId)}`;
  return isId(traceId, 32) && isId(spanId, 16) ? `${traceId}-${spanId}` : null;
}

/** All zeros is the conventions' "none". */
function isId(hex: string, length: number): boolean {
  return hex.length === length && !/^0*$/.test(hex);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
