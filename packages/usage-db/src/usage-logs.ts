import type { UsageLogInput } from "usage-core";
import type { Database } from "./database.ts";
import { wholeMicroseconds } from "./recording/content-hash.ts";

/**
 * Adds calls to the firm's ledger, in one statement, and returns how many were new: a call whose id the firm has already
 * changes nothing. At most a few thousand at once. For calls whose cost is known and which count as recorded when they
 * were made; others go through `UsageWriter`.
 */
export async function insertUsageLogs(
  database: Database,
  firmId: string,
  logs: readonly UsageLogInput[],
): Promise<{ readonly inserted: number }> {
  const inserted = await database.run(
    (prisma) => prisma.$executeRaw`
      INSERT INTO ai_usage_log
        (firm_id, id, user_id, feature, model, provider, input_tokens, output_tokens, cost_eur, success, error_code,
         latency_ms, created_at, recorded_at)
      SELECT ${firmId}, log.id, log."userId", log.feature, log.model, log.provider, log."inputTokens",
             log."outputTokens", log."costEur", log.success, log."errorCode", log."latencyMs", log."createdAt",
             log."createdAt"
        FROM jsonb_to_recordset(${JSON.stringify(logs.map((log) => ({ ...log, createdAt: wholeMicroseconds(log.createdAt) })))}::jsonb) AS log
             (id text, "userId" text, feature text, model text, provider text, "inputTokens" bigint,
              "outputTokens" bigint, "costEur" numeric, success boolean, "errorCode" text, "latencyMs" integer,
              "createdAt" timestamptz)
      ON CONFLICT (firm_id, id) DO NOTHING`,
  );
  return { inserted };
}
