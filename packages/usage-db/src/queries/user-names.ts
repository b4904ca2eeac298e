import type { Database } from "../database.ts";

/** The names of those of the ids that are users of the firm, by id. */
export async function findUserNames(
  database: Database,
  firmId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // One array, and so one text whatever their number: an IN list would prepare a statement for every length.
  const rows = await database.run(
    (prisma) => prisma.$queryRaw<{ id: string; name: string }[]>`
      SELECT id, name FROM users WHERE firm_id = ${firmId} AND id = ANY(${[...userIds]})`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
