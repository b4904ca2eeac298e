import type { CallsQueryInput } from "usage-core";
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
      refetchInterval: false,
      gcTime: KEPT_MS,
    },
  );
}
