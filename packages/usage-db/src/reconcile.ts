import type { Database } from "./database.ts";
import { fromDateColumn } from "./queries/days.ts";

/** A key whose sums differ between the ledger and what readers are told. */
export interface Difference {
  readonly firmId: string;
  readonly grouping: string;
  readonly day: string;
  /**
   * The key within the day (for `user_week`, within the week that begins on it): an hour's instant, a feature, a user, a
   * model, a provider or several of them; `null` for the total, for batch jobs and for calls that do not name their
   * provider.
   */
  readonly key: string | null;
  /** What the ledger says and what a reader is told. Costs are exact decimals of EUR. */
  readonly ledger: ReconciledSums;
  readonly read: ReconciledSums;
}

export interface ReconciledSums {
  readonly calls: number;
  readonly failedCalls: number;
  readonly unpricedCalls: number;
  readonly tokens: number;
  readonly cost: string;
}

export interface Reconciliation {
  readonly firms: number;
  /** How many keys differ. */
  readonly differenceCount: number;
  /** The first 100 of them. */
  readonly differences: readonly Difference[];
}

/**
 * Recomputes every grouping from the ledger with plain SQL and compares it with what readers are told, in one statement
 * and so on one snapshot. It must find nothing. Takes time in proportion to the ledger; throws `timeout` when that is over
 * `timeoutMs`, in milliseconds.
 */
export async function reconcile(database: Database, firmId?: string, timeoutMs = 600_000): Promise<Reconciliation> {
  const only = firmId ?? null;
  return database.run((prisma) =>
    prisma.$transaction(
      async (transaction) => {
        await transaction.$queryRaw`SELECT set_config('statement_timeout', ${String(timeoutMs)}, true)`;
        const [counted] = await transaction.$queryRaw<{ firms: number }[]>`
          SELECT count(*)::integer AS firms FROM firms WHERE ${only}::text IS NULL OR id = ${only}`;
        const rows = await transaction.$queryRaw<DifferenceRow[]>`
          WITH sides AS (
            SELECT log.firm_id,
                   CASE grouping(day, hour, feature, user_id, model, provider)
                     WHEN 31 THEN 'total' WHEN 15 THEN 'hour' WHEN 23 THEN 'feature' WHEN 27 THEN 'user'
                     WHEN 29 THEN 'model' WHEN 30 THEN 'provider' WHEN 20 THEN 'feature_model_provider' ELSE 'user_week'
                   END AS grouping,
                   coalesce(day, week) AS day, hour, feature, user_id, model, provider, true AS is_ledger,
                   count(*) AS calls, count(*) FILTER (WHERE NOT success) AS failed_calls,
                   count(*) FILTER (WHERE cost_eur IS NULL) AS unpriced_calls,
                   sum(input_tokens + output_tokens) AS tokens, coalesce(sum(cost_eur), 0) AS cost
              FROM ai_usage_log log
              JOIN firms ON firms.id = log.firm_id
             CROSS JOIN LATERAL (
               SELECT date_trunc('day', created_at AT TIME ZONE time_zone)::date AS day,
                      date_trunc('week', created_at AT TIME ZONE time_zone)::date AS week,
                      date_trunc('hour', created_at, time_zone) AS hour
             ) local
             WHERE voided_at IS NULL AND (${only}::text IS NULL OR log.firm_id = ${only})
             GROUP BY GROUPING SETS ((log.firm_id, day), (log.firm_id, day, hour), (log.firm_id, day, feature),
                                     (log.firm_id, day, user_id), (log.firm_id, day, model),
                                     (log.firm_id, day, provider), (log.firm_id, day, feature, model, provider),
                                     (log.firm_id, week, user_id))
            UNION ALL
            SELECT firm_id, grouping::text, day, hour, feature, user_id, model, provider, false,
                   calls, failed_calls, unpriced_calls, input_tokens + output_tokens, cost_eur
              FROM ai_usage
             WHERE ${only}::text IS NULL OR firm_id = ${only}
          ), compared AS (
            SELECT firm_id, grouping, day,
                   nullif(concat_ws(', ', to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                    feature, user_id, model, provider), '') AS key,
                   coalesce(sum(calls) FILTER (WHERE is_ledger), 0) AS calls,
                   coalesce(sum(failed_calls) FILTER (WHERE is_ledger), 0) AS failed_calls,
                   coalesce(sum(unpriced_calls) FILTER (WHERE is_ledger), 0) AS unpriced_calls,
                   coalesce(sum(tokens) FILTER (WHERE is_ledger), 0) AS tokens,
                   coalesce(sum(cost) FILTER (WHERE is_ledger), 0) AS cost,
                   coalesce(sum(calls) FILTER (WHERE NOT is_ledger), 0) AS read_calls,
                   coalesce(sum(failed_calls) FILTER (WHERE NOT is_ledger), 0) AS read_failed_calls,
                   coalesce(sum(unpriced_calls) FILTER (WHERE NOT is_ledger), 0) AS read_unpriced_calls,
                   coalesce(sum(tokens) FILTER (WHERE NOT is_ledger), 0) AS read_tokens,
                   coalesce(sum(cost) FILTER (WHERE NOT is_ledger), 0) AS read_cost
              FROM sides
             GROUP BY firm_id, grouping, day, hour, feature, user_id, model, provider
          )
          SELECT firm_id AS "firmId", grouping, day, key,
                 calls::text, failed_calls::text AS "failedCalls", unpriced_calls::text AS "unpricedCalls",
                 tokens::text, trim_scale(cost)::text AS cost,
                 read_calls::text AS "readCalls", read_failed_calls::text AS "readFailedCalls",
                 read_unpriced_calls::text AS "readUnpricedCalls", read_tokens::text AS "readTokens",
                 trim_scale(read_cost)::text AS "readCost", count(*) OVER ()::integer AS "differenceCount"
            FROM compared
           WHERE (calls, failed_calls, unpriced_calls, tokens, cost)
              <> (read_calls, read_failed_calls, read_unpriced_calls, read_tokens, read_cost)
           ORDER BY firm_id, grouping, day, key
           LIMIT 100`;
        return {
          firms: counted?.firms ?? 0,
          differenceCount: rows[0]?.differenceCount ?? 0,
          differences: rows.map(toDifference),
        };
      },
      { timeout: timeoutMs + 10_000, maxWait: 5_000 },
    ),
  );
}

interface DifferenceRow {
  firmId: string;
  grouping: string;
  day: Date;
  key: string | null;
  calls: string;
  failedCalls: string;
  unpricedCalls: string;
  tokens: string;
  cost: string;
  readCalls: string;
  readFailedCalls: string;
  readUnpricedCalls: string;
  readTokens: string;
  readCost: string;
  differenceCount: number;
}

function toDifference(row: DifferenceRow): Difference {
  return {
    firmId: row.firmId,
    grouping: row.grouping,
    day: fromDateColumn(row.day),
    key: row.key,
    ledger: {
      calls: Number(row.calls),
      failedCalls: Number(row.failedCalls),
      unpricedCalls: Number(row.unpricedCalls),
      tokens: Number(row.tokens),
      cost: row.cost,
    },
    read: {
      calls: Number(row.readCalls),
      failedCalls: Number(row.readFailedCalls),
      unpricedCalls: Number(row.readUnpricedCalls),
      tokens: Number(row.readTokens),
      cost: row.readCost,
    },
  };
}
