import type { Database } from "../database.ts";
import { Prisma } from "../generated/client.ts";
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
      const locked = await transaction.$queryRaw<{ id: string; isVoided: boolean }[]>`
        SELECT id, voided_at IS NOT NULL AS "isVoided" FROM ai_usage_log
         WHERE firm_id = ${firmId} AND id IN (${Prisma.join(ids)}) ORDER BY created_at, id FOR UPDATE`;
      const counting = locked.filter(({ isVoided }) => !isVoided).map(({ id }) => id);
      if (counting.length > 0) {
        await transaction.$executeRaw`
          WITH kept AS (
            ${keptVersion("void", change)} WHERE firm_id = ${firmId} AND id IN (${Prisma.join(counting)})
          )
          UPDATE ai_usage_log SET voided_at = now() WHERE firm_id = ${firmId} AND id IN (${Prisma.join(counting)})`;
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
