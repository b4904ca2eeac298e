import { Prisma } from "../generated/client.ts";
import type { Change } from "./change.ts";

/**
 * SQL: keeps the row `log` as a revision, before it is changed; what follows says which rows. They must be locked by an
 * earlier statement, so that nobody else can add a version while the number of the new one is found.
 */
export function keptVersion(
  kind: "void" | "correct" | "reprice" | "undo",
  { by, reason }: Change,
  repriceId: number | null = null,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO ai_usage_revision (firm_id, call_id, version, kind, before, changed_by, reason, reprice_id)
    SELECT log.firm_id, log.id,
           1 + (SELECT count(*) FROM ai_usage_revision WHERE firm_id = log.firm_id AND call_id = log.id),
           ${kind}, to_jsonb(log), ${by}, ${reason}, ${repriceId}::bigint
      FROM ai_usage_log log`;
}
