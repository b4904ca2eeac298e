import { type DateRange, type FlawRow, money, type QualityRows } from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";
import { Prisma } from "../generated/client.ts";
import { withinDays } from "./within-days.ts";

/** A flawed row, letter for letter as the index `ai_usage_log_flaws_idx` has it, which is what finds them. */
const IS_FLAWED = Prisma.raw(`
  voided_at IS NULL
  AND (cost_eur IS NULL OR computed_cost_eur IS NOT NULL OR (success AND input_tokens + output_tokens = 0)
       OR recorded_at - created_at > interval '1 hour')`);

interface Columns extends Omit<FlawRow, "reported" | "computed"> {
  readonly reported: { toFixed(): string };
  readonly computed: { toFixed(): string };
}

/**
 * What is wrong with the firm's calls within the range. It costs what it finds: the sound calls are counted from the rollup.
 *
 * One statement, so one snapshot: the first row holds what is counted once, the others the flawed calls.
 */
export async function findDataQuality(database: Database, firm: Firm, range: DateRange): Promise<QualityRows> {
  const { startDate, endDate } = range;
  const isWithin = withinDays("created_at", range, firm.timeZone);
  const rows = await database.run(
    (prisma) => prisma.$queryRaw<
      (Columns & { readonly totalCalls: bigint; readonly conflicts: bigint; readonly mismatches: bigint })[]
    >`
      WITH counted AS (
        SELECT (SELECT coalesce(sum(calls), 0)::bigint FROM ai_usage
                 WHERE firm_id = ${firm.id} AND grouping = 'total'
                   AND day BETWEEN ${startDate}::date AND ${endDate}::date) AS "totalCalls",
               count(*) FILTER (WHERE kind = 'conflict') AS conflicts,
               count(*) FILTER (WHERE kind = 'mismatch') AS mismatches
          FROM ai_usage_incident WHERE firm_id = ${firm.id} AND ${isWithin}
      ), flawed AS (
        SELECT CASE WHEN cost_eur IS NULL THEN coalesce(unpriced_reason, 'not_told') END AS "unpricedReason",
               provider, model,
               count(*) AS calls,
               count(*) FILTER (WHERE success AND input_tokens + output_tokens = 0) AS "successesWithoutTokens",
               count(*) FILTER (WHERE recorded_at - created_at > interval '1 hour') AS "lateCalls",
               count(computed_cost_eur) AS "differingCalls",
               coalesce(sum(cost_eur) FILTER (WHERE computed_cost_eur IS NOT NULL), 0) AS reported,
               coalesce(sum(computed_cost_eur), 0) AS computed
          FROM ai_usage_log
         WHERE firm_id = ${firm.id} AND ${isWithin} AND ${IS_FLAWED}
         GROUP BY 1, 2, 3
      )
      SELECT * FROM counted LEFT JOIN flawed ON true`,
  );
  const [first] = rows;
  return {
    totalCalls: first?.totalCalls ?? 0n,
    conflicts: first?.conflicts ?? 0n,
    mismatches: first?.mismatches ?? 0n,
    // Without a flawed call there is one row, which holds no model.
    flaws: rows.flatMap(({ reported, computed, ...row }) =>
      row.model === null ? [] : [{ ...row, reported: money(reported.toFixed()), computed: money(computed.toFixed()) }],
    ),
  };
}
