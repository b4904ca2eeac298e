import { keepPreviousData, QueryCache, QueryClient } from "@tanstack/react-query";
import type { Session } from "./session/session-source.ts";
import { SESSION_KEY } from "./session/use-session.ts";
import { isSignedOutError, isWorthRetrying } from "./trpc.ts";

/** How often the figures on a visible page are asked for again, in milliseconds. */
const REFRESH_MS = 15_000;

const ENDED: Session = { signedIn: false, reason: "expired" };

export function createQueryClient(): QueryClient {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        refetchInterval: REFRESH_MS,
        staleTime: REFRESH_MS / 2,
        placeholderData: keepPreviousData,
        retry: (failures, error) => failures < 1 && isWorthRetrying(error),
        retryDelay: 500,
      },
    },
    queryCache: new QueryCache({
      onError: (error) => {
        if (!isSignedOutError(error)) return;
        queryClient.setQueryData(SESSION_KEY, ENDED);
      },
    }),
  });
  return queryClient;
}
