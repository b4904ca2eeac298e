import type { DateRange } from "usage-core";
import type { Ledger } from "./ledger.ts";

/*
 * The questions as the first design of this service put them to the log: `DATE_TRUNC`, `GROUP BY`, a join for the names.
 * Slow, and right: the second oracle of the tests.
 */

const WITHIN = `
  FROM ai_usage_log log
  JOIN firms firm ON firm.id = log.firm_id
 WHERE log.firm_id = $1 AND log.voided_at IS NULL
   AND log.created_at >= ($2::date)::timestamp AT TIME ZONE firm.time_zone
   AND log.created_at < ($3::date + 1)::timestamp AT TIME ZONE firm.time_zone`;
const FIGURES = `coalesce(sum(log.cost_eur), 0)::float8 AS cost,
  coalesce(sum(log.input_tokens + log.output_tokens), 0)::float8 AS tokens, count(*)::float8 AS calls,
  count(*) FILTER (WHERE log.cost_eur IS NULL)::float8 AS "unpricedCalls"`;
const DEAREST_FIRST = "coalesce(sum(log.cost_eur), 0) DESC, count(*) DESC";

export async function originalAnswers(ledger: Ledger, firmId: string, { startDate, endDate }: DateRange) {
  const ask = (query: string) => ledger.sql(query, [firmId, startDate, endDate]);
  const [overview] = await ask(`
    SELECT coalesce(sum(log.cost_eur), 0)::float8 AS "totalCost",
           coalesce(sum(log.input_tokens + log.output_tokens), 0)::float8 AS "totalTokens",
           count(*)::float8 AS "totalCalls",
           count(*) FILTER (WHERE log.cost_eur IS NULL)::float8 AS "unpricedCalls",
           CASE count(*) WHEN 0 THEN 1 ELSE count(*) FILTER (WHERE log.success)::float8 / count(*) END AS "successRate"
    ${WITHIN}`);
  return {
    overview,
    days: await ask(`
      SELECT to_char(DATE_TRUNC('day', log.created_at AT TIME ZONE firm.time_zone), 'YYYY-MM-DD') AS date, ${FIGURES}
      ${WITHIN} GROUP BY 1 ORDER BY 1`),
    features: await ask(`
      SELECT log.feature, ${FIGURES} ${WITHIN} GROUP BY 1 ORDER BY ${DEAREST_FIRST}, log.feature COLLATE "C"`),
    users: await ask(`
      SELECT coalesce(named.user_id, 'batch') AS "userId",
             coalesce(users.name, named.user_id, 'Procese automate') AS "userName", cost, tokens, calls, "unpricedCalls"
        FROM (SELECT log.user_id, ${FIGURES}, row_number() OVER (ORDER BY ${DEAREST_FIRST}, coalesce(log.user_id, 'batch') COLLATE "C") AS rank
              ${WITHIN} GROUP BY 1) named
        LEFT JOIN users ON users.firm_id = $1 AND users.id = named.user_id
       ORDER BY rank`),
  };
}
