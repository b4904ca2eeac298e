import type { CallHistory } from "usage-core";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/client.ts";

/** SQL: an instant as answers have it. */
const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const exact = (column: string) => `trim_scale(${column})::text`;

/**
 * SQL: a row of the ledger, or a former version of one, as a `StoredCall`. Decimals are text, since numbers in JSON are
 * read as doubles.
 */
const storedCall = (row: string) => `
  json_build_object(
    'id', ${row}.id, 'createdAt', ${instant(`${row}.created_at`)}, 'recordedAt', ${instant(`${row}.recorded_at`)},
    'voidedAt', ${instant(`${row}.voided_at`)}, 'source', ${row}.source, 'userId', ${row}.user_id,
    'feature', ${row}.feature, 'provider', ${row}.provider, 'model', ${row}.model, 'serviceTier', ${row}.service_tier,
    'inputTokens', ${row}.input_tokens, 'cacheReadTokens', ${row}.cache_read_tokens,
    'cacheWriteTokens', ${row}.cache_write_tokens, 'outputTokens', ${row}.output_tokens,
    'reasoningTokens', ${row}.reasoning_tokens, 'costEur', ${exact(`${row}.cost_eur`)}, 'costSource', ${row}.cost_source,
    'costOriginal', ${exact(`${row}.cost_original`)}, 'currency', ${row}.currency, 'fxRate', ${exact(`${row}.fx_rate`)},
    'fxDate', ${row}.fx_date, 'price', ${row}.price, 'computedCostEur', ${exact(`${row}.computed_cost_eur`)},
    'unpricedReason', CASE WHEN ${row}.cost_eur IS NULL THEN coalesce(${row}.unpriced_reason, 'not_told') END,
    'success', ${row}.success, 'errorCode', ${row}.error_code, 'latencyMs', ${row}.latency_ms)`;

/** SQL: the call's incidents of a kind, newest first. */
const incidents = (kind: "conflict" | "mismatch", columns: string) => `
  coalesce((SELECT json_agg(json_build_object('notedAt', ${instant("recorded_at")}, ${columns})
                            ORDER BY incident.recorded_at DESC, content_hash)
              FROM ai_usage_incident incident
             WHERE incident.firm_id = log.firm_id AND incident.call_id = log.id AND incident.kind = '${kind}'), '[]')`;

const HISTORY = Prisma.raw(`
  ${storedCall("log")} AS call,
  coalesce((SELECT json_agg(json_build_object('kind', kind, 'changedAt', ${instant("changed_at")}, 'changedBy', changed_by,
                                              'reason', reason, 'before', ${storedCall("former")}) ORDER BY version)
              FROM ai_usage_revision revision
             -- A column that is younger than the version is what it is now.
             CROSS JOIN LATERAL jsonb_populate_record(log, revision.before) former
             WHERE revision.firm_id = log.firm_id AND revision.call_id = log.id), '[]') AS versions,
  ${incidents("conflict", "'fields', details -> 'fields'")} AS conflicts,
  ${incidents("mismatch", "'counts', details")} AS mismatches`);

/** A call of the firm and what became of it, from one snapshot; `null` when the firm has none of this id. */
export async function findCallHistory(database: Database, firmId: string, id: string): Promise<CallHistory | null> {
  const [history] = await database.run(
    (prisma) => prisma.$queryRaw<CallHistory[]>`
      SELECT ${HISTORY} FROM ai_usage_log log WHERE firm_id = ${firmId} AND id = ${id}`,
  );
  return history ?? null;
}
