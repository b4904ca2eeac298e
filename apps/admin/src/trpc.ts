import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
} from "@trpc/client";
import { createTRPCContext, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "api/contract";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** The questions to the API, as the queries that ask them. */
export type ApiQueries = TRPCOptionsProxy<AppRouter>;

/** The longest address that is asked for. Servers and what stands before them take 8,000 characters or more. */
const MAX_ADDRESS = 6000;
/** For the procedure's name and what stands around a question. */
const MAX_ADDRESS_FRAME = 200;

/** Whether a question can be asked in an address: one with many filters goes in a body of its own. */
function fitsAddress(input: unknown): boolean {
  return encodeURIComponent(JSON.stringify(input ?? null)).length <= MAX_ADDRESS - MAX_ADDRESS_FRAME;
}

/** The API behind the same origin. The browser adds the session's cookie by itself. */
export function createApiClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: "/trpc" }),
        false: splitLink({
          condition: ({ type, input }) => type === "query" && !fitsAddress(input),
          true: httpLink({ url: "/trpc", methodOverride: "POST" }),
          false: httpBatchLink({ url: "/trpc", maxItems: 10, maxURLLength: MAX_ADDRESS }),
        }),
      }),
    ],
  });
}

/** What the server said was wrong; `null` when it did not answer at all. */
export function serverMessage(error: unknown): string | null {
  return error instanceof TRPCClientError && error.data ? error.message : null;
}

/** The server's code of what was wrong, such as `NOT_FOUND`; `null` when it did not answer at all. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}

/** Whether the server no longer knows who asks: the session is over. */
export function isSignedOutError(error: unknown): boolean {
  return statusOf(error) === 401;
}

/** Whether the server knows what was asked for, and has none such. */
export function isNotFoundError(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** Whether asking again can help: not when the server refused the question itself. */
export function isWorthRetrying(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status >= 500;
}

/** The HTTP status of a refused procedure; `null` when there was no answer, or none of ours. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("httpStatus" in data)) return null;
  return typeof data.httpStatus === "number" ? data.httpStatus : null;
}
