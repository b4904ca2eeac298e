import type { UsageCache } from "./cache/usage-cache.ts";
import type { Database } from "./database.ts";

/** The most deltas that one fold takes: some 50 ms of work. */
export const MAX_DELTAS_PER_FOLD = 10_000;

export interface FoldResult {
  readonly deltas: number;
  readonly firmIds: readonly string[];
}

/**
 * Moves one bounded batch of deltas into the rollup; nothing when there are none or another fold is at work.
 *
 * The firms' generations are renewed before the fold commits: a crash in between renews them twice, never not at all.
 */
export async function fold(database: Database, cache: Pick<UsageCache, "renew">): Promise<FoldResult> {
  return database.run((prisma) =>
    prisma.$transaction(
      async (transaction) => {
        const rows = await transaction.$queryRaw<{ firmId: string; deltas: bigint }[]>`
          SELECT folded_firm_id AS "firmId", deltas FROM ai_usage_fold(${MAX_DELTAS_PER_FOLD}::integer)`;
        const firmIds = rows.map(({ firmId }) => firmId);
        if (firmIds.length > 0) await cache.renew(firmIds);
        return { deltas: rows.reduce((sum, { deltas }) => sum + Number(deltas), 0), firmIds };
      },
      // In REPEATABLE READ, which a server may have as its default, most folds would fail to serialize.
      { isolationLevel: "ReadCommitted", timeout: 60_000, maxWait: 5_000 },
    ),
  );
}

/** Folds until nothing is left, and returns the number of deltas. Stops early when `signal` is aborted. */
export async function foldAll(
  database: Database,
  cache: Pick<UsageCache, "renew">,
  signal?: AbortSignal,
): Promise<number> {
  let total = 0;
  for (;;) {
    const { deltas } = await fold(database, cache);
    total += deltas;
    if (deltas < MAX_DELTAS_PER_FOLD || signal?.aborted) return total;
  }
}

/** Reclaims the dead rows of folded deltas, which every read passes over until then. */
export async function vacuumDeltas(database: Database): Promise<void> {
  await database.run((prisma) => prisma.$executeRawUnsafe("VACUUM (SKIP_LOCKED) ai_usage_delta"));
}
