import { addDays, type CostRow, type DateRange, type DayRow, type FirmDays, money } from "usage-core";
import type { Database } from "../database.ts";
import { stretchStarts } from "./usage-by-stretch.ts";

/** A question about firms: sums over `range` and `others`, and costs by the buckets of `range`. */
export interface AskedOfFirms {
  readonly firmIds: readonly string[];
  readonly range: DateRange;
  readonly others: readonly DateRange[];
  readonly buckets: readonly DateRange[];
}

/** What a firm used. */
export type UsageOfFirm = Pick<FirmDays, "days" | "costs">;

/** All of it as text, which loses nothing. */
interface Columns {
  readonly firmId: string;
  readonly day: string;
  readonly calls: string;
  readonly failedCalls: string;
  readonly unpricedCalls: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly cost: string;
  /** `day cost unpricedCalls`, comma-separated: as rows of their own they would take ten times as long to read. `null`: none. */
  readonly costs: string | null;
}

/**
 * The usage of many firms, by firm, summed over stretches as `findUsageByStretch` does: the days of a firm that lie in
 * the same ranges are one row, on the first of them that has usage; and so are the costs of those in the same bucket.
 * Firms without usage have no entry.
 *
 * One statement for all firms, so one snapshot. Firms with the same question share an entry of `asked`.
 */
export async function findUsageOfFirms(
  database: Database,
  asked: readonly AskedOfFirms[],
): Promise<ReadonlyMap<string, UsageOfFirm>> {
  const groups = asked.map(({ firmIds, range, others, buckets }) => ({
    firm_ids: firmIds,
    range_start: range.startDate,
    range_end: range.endDate,
    starts: stretchStarts([range, ...others]),
    bucket_starts: stretchStarts([range, ...others, ...buckets]),
    spans: joined([range, ...others]).map(({ startDate, endDate }) => ({ first_day: startDate, last_day: endDate })),
  }));
  const rows = await database.query<Columns>("usage-of-firms", STATEMENT, [JSON.stringify(groups)]);
  const byFirm = new Map<string, { days: DayRow[]; costs: CostRow[] }>();
  for (const row of rows) {
    const usage = byFirm.get(row.firmId) ?? { days: [], costs: [] };
    usage.days.push(toDayRow(row));
    if (row.costs !== null) usage.costs.push(...row.costs.split(",").map(toCostRow));
    byFirm.set(row.firmId, usage);
  }
  return byFirm;
}

/** Lateral, so that each firm's days are found by the index: PostgreSQL would plan a join as a read of all firms' days. */
const STATEMENT = `
  WITH bucket AS (
    SELECT firm.id AS firm_id, starts, range_start, range_end, summed.*
      FROM jsonb_to_recordset($1::jsonb) AS asked
           (firm_ids text[], range_start date, range_end date, starts date[], bucket_starts date[], spans jsonb)
     CROSS JOIN unnest(firm_ids) AS firm (id)
     CROSS JOIN jsonb_to_recordset(spans) AS span (first_day date, last_day date)
     CROSS JOIN LATERAL (
       SELECT min(day) AS day,
              sum(calls) AS calls,
              sum(failed_calls) AS failed_calls,
              sum(unpriced_calls) AS unpriced_calls,
              sum(input_tokens) AS input_tokens,
              sum(output_tokens) AS output_tokens,
              sum(cost_eur) AS cost_eur
         FROM ai_usage
        WHERE ai_usage.firm_id = firm.id AND grouping = 'total' AND day BETWEEN first_day AND last_day
        GROUP BY width_bucket(day, bucket_starts)
     ) summed
  )
  SELECT firm_id AS "firmId",
         min(day)::text AS day,
         sum(calls)::text AS calls,
         sum(failed_calls)::text AS "failedCalls",
         sum(unpriced_calls)::text AS "unpricedCalls",
         sum(input_tokens)::text AS "inputTokens",
         sum(output_tokens)::text AS "outputTokens",
         sum(cost_eur)::text AS cost,
         string_agg(day || ' ' || cost_eur || ' ' || unpriced_calls, ',')
           FILTER (WHERE day BETWEEN range_start AND range_end) AS costs
    FROM bucket
   GROUP BY firm_id, width_bucket(day, starts)`;

function toDayRow(row: Columns): DayRow {
  return {
    day: row.day,
    calls: BigInt(row.calls),
    failedCalls: BigInt(row.failedCalls),
    unpricedCalls: BigInt(row.unpricedCalls),
    inputTokens: BigInt(row.inputTokens),
    outputTokens: BigInt(row.outputTokens),
    cost: money(row.cost),
  };
}

function toCostRow(text: string): CostRow {
  const [day = "", cost = "0", unpricedCalls = "0"] = text.split(" ");
  return { day, cost, unpricedCalls: Number(unpricedCalls) };
}

/** The same days as ranges that neither overlap nor touch, so that a day is read once. */
function joined(ranges: readonly DateRange[]): DateRange[] {
  const spans: DateRange[] = [];
  for (const range of [...ranges].sort((a, b) => (a.startDate < b.startDate ? -1 : 1))) {
    const last = spans.at(-1);
    if (last === undefined || range.startDate > addDays(last.endDate, 1)) spans.push(range);
    else if (range.endDate > last.endDate) spans[spans.length - 1] = { ...last, endDate: range.endDate };
  }
  return spans;
}
