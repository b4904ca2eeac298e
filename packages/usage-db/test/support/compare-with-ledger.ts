import type pg from "pg";

const SUMS = `sum(calls) AS calls, sum(failed_calls) AS failed_calls, sum(unpriced_calls) AS unpriced_calls,
  sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(cost_eur) AS cost_eur`;

/** What tells rows of a day apart, or of the week that `user_week` names by its Monday. */
const KEYS: Readonly<Record<string, string>> = {
  total: "NULL::text",
  hour: "date_trunc('hour', created_at, time_zone)::text",
  feature: "feature",
  user: "user_id",
  model: "model",
  provider: "provider",
  feature_model_provider: "concat_ws(', ', feature, model, provider)",
  user_week: "user_id",
};

/** The plain SQL on the log, one grouping after the other: nothing in common with how the rollup is kept. */
const FROM_LOG = Object.entries(KEYS)
  .map(
    ([grouping, key]) => `
      SELECT firm_id, '${grouping}' AS grouping, (date_trunc('${grouping === "user_week" ? "week" : "day"}', created_at AT TIME ZONE time_zone))::date AS day,
             ${key} AS key, count(*) AS calls, count(*) FILTER (WHERE NOT success) AS failed_calls,
             count(*) FILTER (WHERE cost_eur IS NULL) AS unpriced_calls, sum(input_tokens) AS input_tokens,
             sum(output_tokens) AS output_tokens, coalesce(sum(cost_eur), 0) AS cost_eur
        FROM ai_usage_log JOIN firms ON firms.id = firm_id
       WHERE voided_at IS NULL
       GROUP BY 1, 2, 3, 4`,
  )
  .join(" UNION ALL ");

const FROM_VIEW = `
  SELECT firm_id, grouping::text AS grouping, day, nullif(concat_ws(', ', hour::text, feature, user_id, model, provider), '') AS key, ${SUMS}
    FROM ai_usage GROUP BY 1, 2, 3, 4
  HAVING (sum(calls), sum(input_tokens), sum(output_tokens), sum(cost_eur)) <> (0, 0, 0, 0)`;

/**
 * The rows in which the view and the log differ, compared as numerics in one statement, so on one snapshot. It sees only
 * what is committed, on both sides.
 */
export async function differencesFromLedger(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query(`
    WITH log_rows AS (${FROM_LOG}), view_rows AS (${FROM_VIEW})
    (SELECT 'only in log' AS side, * FROM log_rows EXCEPT SELECT 'only in log', * FROM view_rows)
    UNION ALL
    (SELECT 'only in view', * FROM view_rows EXCEPT SELECT 'only in view', * FROM log_rows)`);
  return rows;
}
