import type { Database } from "./database.ts";

/** Those of the ids that the firm's ledger has. At most a few thousand at once. */
export async function findRecordedIds(
  database: Database,
  firmId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.run(
    (prisma) => prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM ai_usage_log WHERE firm_id = ${firmId} AND id = ANY(${[...ids]}::text[])`,
  );
  return new Set(rows.map(({ id }) => id));
}
