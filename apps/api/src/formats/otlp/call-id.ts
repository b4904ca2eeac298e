import { createHash } from "node:crypto";
import { MAX_IDENTIFIER_LENGTH } from "usage-core";
import { type Span, textOf } from "./span.ts";

/**
 * The call's id, under which it counts once however often it is sent: the provider's id of the response, else the span's
 * own ids. `null` when the span has neither.
 *
 * The response's id comes first because every span of the call has the same: an instrumented client and the framework
 * above it make two. An id that is too long is hashed, since its end may be all that distinguishes it.
 */
export function callId({ attributes, traceId, spanId }: Span): string | null {
  const responseId = textOf(attributes, "gen_ai.response.id");
  if (responseId !== null)
    return responseId.length <= MAX_IDENTIFIER_LENGTH ? responseId : `sha256-${sha256(responseId)}`;
  return isId(traceId, 32) && isId(spanId, 16) ? `${traceId}-${spanId}` : null;
}

/** All zeros is the conventions' "none". */
function isId(hex: string, length: number): boolean {
  return hex.length === length && !/^0*$/.test(hex);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
