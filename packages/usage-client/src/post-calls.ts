import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Answer, readAnswer } from "./answer.ts";
import type { PreparedCall } from "./prepare-call.ts";

export interface Destination {
  readonly url: string;
  readonly authorization: string;
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Bodies from this many characters on are compressed, to about a tenth; on the thread pool, so that no request waits. */
const COMPRESSED_FROM = 8 * 1024;

const compress = promisify(gzip);

/** Sends the calls once. Never throws: what goes wrong on the way is an answer too. */
export async function postCalls(
  calls: readonly PreparedCall[],
  { url, authorization, timeoutMs }: Destination,
  given: AbortController,
): Promise<Answer> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    given.abort();
  }, timeoutMs);
  try {
    const text = `{"calls":[${calls.map(({ json }) => json).join(",")}]}`;
    const compressed = text.length >= COMPRESSED_FROM;
    const response = await fetch(url, {
      method: "POST",
      headers: {
        authorization,
        "content-type": "application/json",
        ...(compressed ? { "content-encoding": "gzip" } : {}),
      },
      body: compressed ? await compress(text) : text,
      // A redirect must not take the key to another address.
      redirect: "manual",
      signal: given.signal,
    });
    const body = await response.text();
    const retryAfter = response.headers.get("retry-after");
    return readAnswer({ status: response.status, retryAfter, body }, calls.length, new Date());
  } catch (error) {
    const reason = late ? `gave no answer within ${timeoutMs} ms` : `cannot be reached: ${causeOf(error)}`;
    return { kind: "unavailable", reason, retryAfterMs: 0, misconfigured: false };
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch` says "fetch failed" and keeps what happened, such as ECONNREFUSED, in the cause. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
