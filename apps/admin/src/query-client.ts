import { keepPreviousData, QueryCache, QueryClient } from "@tanstack/react-query";
import { LIVE_KEY } from "./live/live-key.ts";
import { endSession } from "./session/use-session.ts";
import { isSignedOutError, isWorthRetrying } from "./trpc.ts";

/** How often the figures on a visible page are asked for again, in milliseconds. */
export const REFRESH_MS = 15_000;
/** The same while the page hears of changes, in case it missed one. */
const LIVE_REFRESH_MS = 60_000;

export function createQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        refetchInterval: () => (queryClient.getQueryData(LIVE_KEY) === true ? LIVE_REFRESH_MS : REFRESH_MS),
        staleTime: REFRESH_MS / 2,
        placeholderData: keepPreviousData,
        retry: (failures, error) => failures < 1 && isWorthRetrying(error),
        retryDelay: 500,
      },
    },
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOutError(error)) endSession(queryClient);
      },
    }),
  });
  // No component observes it, so it would be garbage-collected.
  queryClient.setQueryDefaults(LIVE_KEY, { gcTime: Number.POSITIVE_INFINITY });
  return queryClient;
}
