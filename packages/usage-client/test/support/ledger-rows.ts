import { runSql } from "usage-db/testing";

/** What the ledger has of the calls of these ids, by id; costs are exact decimals, instants in UTC. */
export async function ledgerRows(connectionString: string, ids: readonly string[]): Promise<Record<string, unknown>> {
  const found = await runSql(
    connectionString,
    `SELECT id, user_id, feature, provider, model, service_tier,
            input_tokens::int, cache_read_tokens::int, cache_write_tokens::int,
            output_tokens::int, reasoning_tokens::int, (input_tokens + output_tokens)::int AS tokens,
            trim_scale(cost_eur)::text AS cost_eur, cost_source::text, trim_scale(cost_original)::text AS cost_original,
            currency, trim_scale(fx_rate)::text AS fx_rate, fx_date::text, price, unpriced_reason,
            success, error_code, latency_ms, source::text,
            to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at
       FROM ai_usage_log JOIN json_array_elements_text('${JSON.stringify(ids)}') AS asked ON asked = id`,
  );
  return Object.fromEntries(found.map(({ id, ...row }) => [String(id), row]));
}
