import type { Database } from "../database.ts";
import type { Change } from "./change.ts";
import { keptVersion } from "./kept-version.ts";

/** What became of one id. */
export interface VoidResult {
  readonly id: string;
  readonly status: "voided" | "already_voided" | "not_found";
}

/** Voids calls and keeps their former versions, in one transaction. */
export async function voidCalls(
  database: Database,
  firmId: string,
  ids: readonly string[],
  change: Change,
): Promise<VoidResult[]> {
  const found = await database.run((prisma) =>
    prisma.$transaction(async (transaction) => {
      // By id, the one order in which calls are locked: two that lock in another would deadlock.
      const locked = await transaction.$queryRaw<{ id: string; isVoided: boolean }[]>`
        SELECT id, voided_at IS NOT NULL AS "isVoided" FROM ai_usage_log
         WHERE firm_id = ${firmId} AND id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`;
      const counting = locked.filter(({ isVoided }) => !isVoided).map(({ id }) => id);
      if (counting.length > 0) {
        await transaction.$executeRaw`
          WITH kept AS (
            ${keptVersion("void", change)} WHERE firm_id = ${firmId} AND id = ANY(${counting}::text[])
          )
          UPDATE ai_usage_log SET voided_at = now() WHERE firm_id = ${firmId} AND id = ANY(${counting}::text[])`;
      }
      return new Map(locked.map(({ id, isVoided }) => [id, isVoided]));
    }),
  );
  return ids.map((id) => ({ id, status: statusOf(found.get(id)) }));
}

function statusOf(wasVoided: boolean | undefined): VoidResult["status"] {
  if (wasVoided === undefined) return "not_found";
  return wasVoided ? "already_voided" : "voided";
}
