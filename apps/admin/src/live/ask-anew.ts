import type { Query, QueryClient } from "@tanstack/react-query";

/**
 * The pauses between the tries to get an answer that is newer than the change, in milliseconds. Servers hear of a change within
 * milliseconds of each other; one whose connection is dead notices that within six seconds.
 */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000];

/** Queries to ask once more when their pending request is answered. */
const dueAgain = new WeakSet<Query>();
/** The last change that a query's answer should contain. */
const lastChanges = new WeakMap<Query, string>();

/**
 * Refetches queries, since something has changed at `changedAt`. A query that is being fetched is asked once more afterwards, since
 * that answer may be from before the change. Its request is not cancelled: where changes come faster than answers, none would ever
 * be shown.
 */
export function askAnew(queryClient: QueryClient, isMeant: (query: Query) => boolean, changedAt?: string): void {
  for (const query of queryClient.getQueryCache().findAll({ predicate: isMeant })) {
    if (changedAt !== undefined) lastChanges.set(query, changedAt);
    if (!dueAgain.has(query)) void askOneAnew(queryClient, query);
  }
}

async function askOneAnew(queryClient: QueryClient, query: Query): Promise<void> {
  if (query.state.fetchStatus === "fetching") {
    dueAgain.add(query);
    // Joins the pending request, which may be a prefetch that nothing waits for yet.
    await query.fetch().catch(() => undefined);
    dueAgain.delete(query);
  }
  const changedAt = lastChanges.get(query);
  await ask(queryClient, query);
  if (changedAt !== undefined) await askUntilNew(queryClient, query, changedAt);
}

/**
 * The server that was asked may not have heard of the change yet, and answer from its cache. The tries are limited: the answers of
 * a server whose clock is behind never look new enough.
 */
async function askUntilNew(queryClient: QueryClient, query: Query, changedAt: string): Promise<void> {
  for (const pause of PAUSES_MS) {
    // A query that fails has its own retries.
    if (query.state.error !== null || !isFromBefore(query.state.data, changedAt)) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    // A later change has its own tries.
    if (lastChanges.get(query) !== changedAt) return;
    if (query.state.fetchStatus === "idle") await ask(queryClient, query);
  }
}

function ask(queryClient: QueryClient, { queryKey }: Query): Promise<void> {
  return queryClient.invalidateQueries({ queryKey, exact: true });
}

/** Whether the answer was cached before that instant. One that was read for this request is new, whatever its clock says. */
function isFromBefore(answer: unknown, instant: string): boolean {
  if (typeof answer !== "object" || answer === null || !("asOf" in answer) || !("cacheAgeMs" in answer)) return false;
  const { asOf, cacheAgeMs } = answer;
  return typeof asOf === "string" && cacheAgeMs !== 0 && Date.parse(asOf) < Date.parse(instant);
}
