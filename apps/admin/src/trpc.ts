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
import type { AppRouter, ErrorData } from "api/contract";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** The API's procedures as query options. */
export type ApiQueries = TRPCOptionsProxy<AppRouter>;

/** The longest address that is requested, in characters. Servers and proxies take 8,000 or more. */
const MAX_ADDRESS = 6000;
/** What an address has beside the question: the procedure's name and more. */
const MAX_ADDRESS_FRAME = 200;

/** Whether a question fits in an address. One with many filters is sent as a body instead. */
function fitsAddress(input: unknown): boolean {
  return encodeURIComponent(JSON.stringify(input ?? null)).length <= MAX_ADDRESS - MAX_ADDRESS_FRAME;
}

/** The API of the page's own origin. The browser adds the session's cookie by itself. */
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

/** The server's message; `null` when it did not answer. */
export function serverMessage(error: unknown): string | null {
  return error instanceof Error && dataOf(error) !== null ? error.message : null;
}

/** The server's code of what was wrong, such as `NOT_FOUND`; `null` when it did not answer. */
export function errorCode(error: unknown): ErrorData["code"] | null {
  return dataOf(error)?.code ?? null;
}

/** Whether the server no longer knows who asks: the session is over. */
export function isSignedOutError(error: unknown): boolean {
  return dataOf(error)?.httpStatus === 401;
}

/** Whether the server answered that there is no such thing. */
export function isNotFoundError(error: unknown): boolean {
  return dataOf(error)?.httpStatus === 404;
}

/** Whether asking again can help: not when the server refused the question itself. */
export function isWorthRetrying(error: unknown): boolean {
  const data = dataOf(error);
  return data === null || data.httpStatus >= 500;
}

/** What the server says of an error beside its message; `null` when it did not answer. */
function dataOf(error: unknown): ErrorData | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: ErrorData | undefined = error.data;
  return data ?? null;
}
