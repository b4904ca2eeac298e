import type { Database } from "../database.ts";
import { CALL_PARAMETERS, type CallSource, type PricedCall, SENT_CALLS, sentCalls } from "./call-row.ts";

const COLUMNS = `
  firm_id, id, user_id, feature, provider, model, service_tier,
  input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
  cost_eur, cost_original, currency, fx_rate, fx_date, price, computed_cost_eur, unpriced_reason,
  success, error_code, latency_ms, created_at`;

const INSERT = `
  WITH sent AS MATERIALIZED (${SENT_CALLS}), added AS (
    INSERT INTO ai_usage_log (${COLUMNS}, content_hash, source)
    SELECT ${COLUMNS}, decode(content_hash, 'hex'), $${CALL_PARAMETERS + 1}::ai_usage_source
      FROM sent
    ON CONFLICT (firm_id, id) DO NOTHING
    RETURNING firm_id, id
  ), noted AS (
    INSERT INTO ai_usage_incident (firm_id, kind, call_id, content_hash, created_at, details)
    SELECT firm_id, 'mismatch', id, decode(content_hash, 'hex'), created_at, mismatch
      FROM sent WHERE mismatch IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT sent.index FROM sent LEFT JOIN added USING (firm_id, id) WHERE added.id IS NULL`;

/**
 * Adds calls to the ledger, in one statement, and gives back those whose id was taken. Calls must differ by firm and id.
 *
 * They are inserted in the order of their keys: two writers that inserted the same ones in different orders could
 * deadlock.
 */
export async function insertCalls(
  database: Database,
  calls: readonly PricedCall[],
  source: CallSource,
): Promise<PricedCall[]> {
  if (calls.length === 0) return [];
  const ordered = calls.toSorted((a, b) => compareText(a.firmId, b.firmId) || compareText(a.log.id, b.log.id));
  const taken = await database.query<{ index: string }>("insert_calls", INSERT, [...sentCalls(ordered), source]);
  return taken.flatMap(({ index }) => ordered[Number(index) - 1] ?? []);
}

/** By code units: every process must agree, whatever its locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
