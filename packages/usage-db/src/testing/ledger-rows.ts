import { runSql } from "./run-sql.ts";

/** What the ledger has of the firm's calls, by id; numbers as PostgreSQL writes them, instants in UTC. */
export async function ledgerRows(connectionString: string, firmId: string): Promise<Record<string, unknown>[]> {
  return runSql(
    connectionString,
    `SELECT id, user_id, feature, provider, model, service_tier,
            input_tokens::int, cache_read_tokens::int, cache_write_tokens::int,
            output_tokens::int, reasoning_tokens::int, (input_tokens + output_tokens)::int AS tokens,
            trim_scale(cost_eur)::text AS cost_eur, cost_source::text, trim_scale(cost_original)::text AS cost_original,
            currency, trim_scale(fx_rate)::text AS fx_rate, fx_date::text, price, unpriced_reason,
            success, error_code, latency_ms, source::text,
            to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_at
       FROM ai_usage_log WHERE firm_id = '${firmId}' ORDER BY id COLLATE "C"`,
  );
}
