import type { Query, QueryClient } from "@tanstack/react-query";

/** Questions that are asked once more when the answer that is under way is there. */
const dueAgain = new WeakSet<Query>();

/**
 * Asks questions anew. One that is under way is asked once more after its answer, which may be from before the change. It is not
 * dropped for the next: where changes come faster than answers, none would ever be shown.
 */
export function askAnew(queryClient: QueryClient, isMeant: (query: Query) => boolean): void {
  for (const query of queryClient.getQueryCache().findAll({ predicate: isMeant })) {
    const one = { queryKey: query.queryKey, exact: true };
    if (query.state.fetchStatus !== "fetching") {
      void queryClient.invalidateQueries(one);
    } else if (!dueAgain.has(query)) {
      dueAgain.add(query);
      // Joins the one that is under way.
      void queryClient.refetchQueries(one, { cancelRefetch: false }).then(() => {
        dueAgain.delete(query);
        return queryClient.invalidateQueries(one);
      });
    }
  }
}
