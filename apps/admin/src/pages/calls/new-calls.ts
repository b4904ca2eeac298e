import type { Call } from "usage-core";

/**
 * How many of the newest calls are not in the list yet. `isWhole` says whether the list goes down to the oldest call. If not, calls
 * older than its last one are not new, but still to be loaded.
 */
export function newCalls(newest: readonly Call[], listed: readonly Call[], isWhole: boolean): number {
  const known = new Set(listed.map(({ id }) => id));
  const last = isWhole ? undefined : listed.at(-1);
  return newest.filter(({ id, createdAt }) => !known.has(id) && (last === undefined || createdAt >= last.createdAt))
    .length;
}
