import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "api/contract";
import { authorization } from "./authorization.ts";
import { addressOf } from "./server-url.ts";

/** Asks and writes through the API's own types. */
export type UsageClient = TRPCClient<AppRouter>;

export interface UsageClientOptions {
  /** The server's base address: `https://usage.example.com`, with or without a slash at its end. */
  readonly url: string;
  /** Sent as a bearer token: an API key, or a token of `usage token`. */
  readonly apiKey: string;
}

/** What the API takes in one request. */
const MAX_QUESTIONS = 20;
/** Longer addresses become further requests: servers and proxies take 8 KiB of a line, more or less. */
const MAX_ADDRESS_LENGTH = 6_000;
/** For the procedure's name and what stands around a question. */
const ADDRESS_FRAME_LENGTH = 200;

/**
 * A typed client of the API: `await client.usage.overview.query({ firmId: "acme" })`.
 *
 * Questions that are asked in one tick share a request; one that is too long for an address, such as of many filters, goes
 * alone in a body. What writes calls goes alone too: such bodies are large, and one that is refused must not take questions
 * with it. Errors are `TRPCClientError`s whose `data` has `code`, `httpStatus` and the
 * faults of the input by field. To record calls as they are made, use `UsageRecorder`, which also retries.
 *
 * Throws a `TypeError` when `url` or `apiKey` cannot be used.
 */
export function createUsageClient({ url, apiKey }: UsageClientOptions): UsageClient {
  const server = { url: addressOf(url, "trpc"), headers: { authorization: authorization(apiKey) } };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ path }) => path.startsWith("ingest."),
        true: httpLink(server),
        false: splitLink({
          condition: ({ type, input }) => type === "query" && !fitsAddress(server.url, input),
          true: httpLink({ ...server, methodOverride: "POST" }),
          false: httpBatchLink({ ...server, maxItems: MAX_QUESTIONS, maxURLLength: MAX_ADDRESS_LENGTH }),
        }),
      }),
    ],
  });
}

function fitsAddress(url: string, input: unknown): boolean {
  const question = encodeURIComponent(JSON.stringify(input ?? null));
  return url.length + question.length + ADDRESS_FRAME_LENGTH <= MAX_ADDRESS_LENGTH;
}
