import { type DateRange, type FlawRow, money, type QualityRows } from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";
import { Prisma } from "../generated/client.ts";
import { IS_FLAWED, isFound, UNPRICED_REASON } from "./findings.ts";
import { withinDays } from "./within-days.ts";

interface Columns extends Omit<FlawRow, "reported" | "computed"> {
  readonly reported: { toFixed(): string };
  readonly computed: { toFixed(): string };
}

/**
 * What is wrong with the firm's calls within the range. Its cost grows with what it finds: sound calls are counted from
 * the rollup.
 *
 * One statement, so one snapshot: the first row holds what is counted once, the others the flawed calls.
 */
export async function findDataQuality(database: Database, firm: Firm, range: DateRange): Promise<QualityRows> {
  const { startDate, endDate } = range;
  const isWithin = withinDays("created_at", range, firm.timeZone);
  const noted = (finding: "conflicts" | "mismatches") => Prisma.sql`
    SELECT count(*) FROM ai_usage_log
     WHERE firm_id = ${firm.id} AND ${isWithin} AND voided_at IS NULL AND ${isFound(finding)}`;
  const rows = await database.run(
    (prisma) => prisma.$queryRaw<
      (Columns & { readonly totalCalls: bigint; readonly conflicts: bigint; readonly mismatches: bigint })[]
    >`
      WITH counted AS (
        SELECT (SELECT coalesce(sum(calls), 0)::bigint FROM ai_usage
                 WHERE firm_id = ${firm.id} AND grouping = 'total'
                   AND day BETWEEN ${startDate}::date AND ${endDate}::date) AS "totalCalls",
               (${noted("conflicts")}) AS conflicts, (${noted("mismatches")}) AS mismatches
      ), flawed AS (
        SELECT ${UNPRICED_REASON} AS "unpricedReason",
               provider, model,
               count(*) AS calls,
               count(*) FILTER (WHERE ${isFound("successesWithoutTokens")}) AS "successesWithoutTokens",
               count(*) FILTER (WHERE ${isFound("lateCalls")}) AS "lateCalls",
               count(*) FILTER (WHERE ${isFound("differingCosts")}) AS "differingCalls",
               coalesce(sum(cost_eur) FILTER (WHERE ${isFound("differingCosts")}), 0) AS reported,
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
