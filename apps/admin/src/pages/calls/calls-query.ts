import type { CallsQueryInput } from "usage-core";
import { REFRESH_MS } from "../../query-client.ts";
import type { ApiQueries } from "../../trpc.ts";

/** How long a list is kept after the reader leaves it, in milliseconds, so that one who comes right back finds it as it was. */
const KEPT_MS = 60_000;

/**
 * A firm's calls, page by page. They are read once: reading again would move them under the reader's eyes. `NewCallsButton` tells
 * what came since.
 */
export function callsQuery(api: ApiQueries, firmId: string, question: Omit<CallsQueryInput, "limit" | "cursor">) {
  return api.usage.calls.infiniteQueryOptions(
    { firmId, ...question },
    {
      getNextPageParam: ({ data }) => data.nextCursor,
      staleTime: "static",
      // What never came is asked for as all else is, such as after the server was away.
      refetchInterval: ({ state }) => (state.data === undefined ? REFRESH_MS : false),
      gcTime: KEPT_MS,
    },
  );
}
