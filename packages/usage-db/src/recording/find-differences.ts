import type { Database } from "../database.ts";
import { type PricedCall, SENT_CALLS, sentCalls } from "./call-row.ts";
import { REPORTED_COLUMNS } from "./reported-columns.ts";

/** The fields that are one column each, and its name. */
const FIELDS = {
  userId: "user_id",
  feature: "feature",
  provider: "provider",
  model: "model",
  serviceTier: "service_tier",
  inputTokens: "input_tokens",
  cacheReadTokens: "cache_read_tokens",
  cacheWriteTokens: "cache_write_tokens",
  outputTokens: "output_tokens",
  reasoningTokens: "reasoning_tokens",
  success: "success",
  errorCode: "error_code",
  latencyMs: "latency_ms",
  createdAt: "created_at",
} as const;

const DIFFERING = [
  ...Object.entries(FIELDS).map(([field, column]) => [field, `stored.${column}`, `sent.${column}`]),
  ...Object.entries(REPORTED_COLUMNS).map(([field, of]) => [field, of("stored"), of("sent")]),
]
  .map(([field, stored, sent]) => `CASE WHEN ${stored} IS DISTINCT FROM ${sent} THEN '${field}' END`)
  .join(", ");

const COMPARE = `
      WITH sent AS MATERIALIZED (
        ${SENT_CALLS}
      ), compared AS (
        SELECT sent.index, sent.firm_id, sent.id, decode(sent.content_hash, 'hex') AS content_hash, sent.created_at,
               CASE WHEN encode(log.content_hash, 'hex') IS NOT DISTINCT FROM sent.content_hash THEN '{}'
                    ELSE array_remove(ARRAY[${DIFFERING}], NULL) END AS fields
          FROM sent
          JOIN ai_usage_log log USING (firm_id, id)
          LEFT JOIN ai_usage_revision first ON first.firm_id = log.firm_id AND first.call_id = log.id AND first.version = 1
          CROSS JOIN LATERAL jsonb_populate_record(log, coalesce(first.before, '{}')) stored
      ), noted AS (
        INSERT INTO ai_usage_incident (firm_id, kind, call_id, content_hash, created_at, details)
        SELECT firm_id, 'conflict', id, content_hash, created_at, jsonb_build_object('fields', fields)
          FROM compared WHERE fields <> '{}' ORDER BY firm_id, id, content_hash
        ON CONFLICT DO NOTHING
      )
      SELECT index, fields FROM compared`;

/**
 * Compares calls with those of the same ids in the ledger, as these were first sent: the fields that differ, none for a
 * duplicate. A call that is not in the ledger is not in the answer. Each conflict is noted once, however often it comes,
 * and in a fixed order: two writers that noted the same ones in different orders could deadlock.
 */
export async function findDifferences(
  database: Database,
  calls: readonly PricedCall[],
): Promise<ReadonlyMap<PricedCall, readonly string[]>> {
  const compared = await database.query<{ index: string; fields: string[] }>(
    "find_differences",
    COMPARE,
    sentCalls(calls),
  );
  return new Map(
    compared.flatMap(({ index, fields }) => {
      const call = calls[Number(index) - 1];
      return call === undefined ? [] : [[call, fields] as const];
    }),
  );
}
