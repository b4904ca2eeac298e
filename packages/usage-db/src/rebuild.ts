import type { UsageCache } from "./cache/usage-cache.ts";
import type { Database } from "./database.ts";
import { firmNotFound } from "./errors.ts";
import { findFirm } from "./firms.ts";
import { foldAll } from "./fold.ts";

/**
 * Recounts a firm from its ledger, in one transaction, and folds the result. Needed after a load that went around the
 * triggers; a change of the firm's zone does it by itself. Throws `firm_not_found`.
 */
export async function rebuild(database: Database, cache: Pick<UsageCache, "renew">, firmId: string): Promise<void> {
  if ((await findFirm(database, firmId)) === null) throw firmNotFound(firmId);
  await database.run((prisma) =>
    prisma.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
        await transaction.$executeRaw`SELECT ai_usage_rebuild(${firmId})`;
        await cache.renew([firmId]);
      },
      { isolationLevel: "ReadCommitted", timeout: 3_600_000, maxWait: 5_000 },
    ),
  );
  await foldAll(database, cache);
}
