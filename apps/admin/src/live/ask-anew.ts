import type { Query, QueryClient } from "@tanstack/react-query";

/**
 * The pauses before a question is asked again whose answer is older than the change, in milliseconds. Servers hear of a change
 * within milliseconds of each other; one whose connection is dead finds that out in six seconds.
 */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000];

/** Questions that are asked once more when the answer that is under way is there. */
const dueAgain = new WeakSet<Query>();
/** When what their answers should hold has changed last. */
const lastChanges = new WeakMap<Query, string>();

/**
 * Asks questions anew, since something has changed at `changedAt`. One that is under way is asked once more after its answer,
 * which may be from before the change. It is not dropped for the next: where changes come faster than answers, none would ever
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
    // Joins what is under way, which may have been asked beforehand, with nobody waiting for it yet.
    await query.fetch().catch(() => undefined);
    dueAgain.delete(query);
  }
  const changedAt = lastChanges.get(query);
  await ask(queryClient, query);
  if (changedAt !== undefined) await askUntilNew(queryClient, query, changedAt);
}

/**
 * The server that was asked may not have heard of the change yet, and serve what it has cached. A few tries, no more: by a clock
 * that is behind, its answer is never new enough.
 */
async function askUntilNew(queryClient: QueryClient, query: Query, changedAt: string): Promise<void> {
  for (const pause of PAUSES_MS) {
    // One that fails is tried again at its own pace.
    if (query.state.error !== null || !isFromBefore(query.state.data, changedAt)) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    // A later change is asked for by itself.
    if (lastChanges.get(query) !== changedAt) return;
    if (query.state.fetchStatus === "idle") await ask(queryClient, query);
  }
}

function ask(queryClient: QueryClient, { queryKey }: Query): Promise<void> {
  return queryClient.invalidateQueries({ queryKey, exact: true });
}

/** Whether the answer was cached before that instant. What was read upon the question is new by whatever clock. */
function isFromBefore(answer: unknown, instant: string): boolean {
  if (typeof answer !== "object" || answer === null || !("asOf" in answer) || !("cacheAgeMs" in answer)) return false;
  const { asOf, cacheAgeMs } = answer;
  return typeof asOf === "string" && cacheAgeMs !== 0 && Date.parse(asOf) < Date.parse(instant);
}
