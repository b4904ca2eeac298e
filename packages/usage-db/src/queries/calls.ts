import { type CallRow, type CallsQuery, money, parseCallCursor } from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";
import { Prisma } from "../generated/client.ts";
import { filteredBy } from "./filtered-by.ts";
import { isFound, UNPRICED_REASON } from "./findings.ts";
import { withinDays } from "./within-days.ts";

/** Integers and decimals come as text. */
interface Columns extends Omit<CallRow, "inputTokens" | "outputTokens" | "cost"> {
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly cost: string | null;
}

/**
 * The firm's calls that the question asks for, newest first, and one more than its page holds when there are more.
 * `hourStart` is the question's hour in UTC; `null` for the whole range.
 *
 * The order is total, and only a correction of its time moves a call: what is inserted between two pages shifts nothing.
 * Ids are compared by code point, which is the same on every server.
 *
 * Planned for its values each time: a generic plan cannot tell a rare user from a common one, nor a day from a year.
 */
export async function findCalls(
  database: Database,
  firm: Firm,
  query: CallsQuery,
  hourStart: string | null,
): Promise<CallRow[]> {
  const { text, values } = callsSql(firm, query, hourStart);
  const rows = await database.query<Columns>(null, text, values);
  return rows.map(({ inputTokens, outputTokens, cost, ...row }) => ({
    ...row,
    inputTokens: Number(inputTokens),
    outputTokens: Number(outputTokens),
    cost: cost === null ? null : money(cost),
  }));
}

function callsSql(firm: Firm, query: CallsQuery, hourStart: string | null): Prisma.Sql {
  const { range, filters, minCost, maxCost, failedOnly, unpricedOnly, includeVoided, callId, limit, cursor } = query;
  const { unpricedReason, finding } = query;
  const conditions = [
    when(hourStart, (start) => isInHour(start, firm.timeZone)),
    when(parseCallCursor(cursor ?? ""), ({ createdAt, id }) => comesAfter(createdAt, id)),
    when(minCost, (bound) => Prisma.sql`AND cost_eur >= ${bound}::numeric`),
    when(maxCost, (bound) => Prisma.sql`AND cost_eur <= ${bound}::numeric`),
    when(failedOnly, () => Prisma.sql`AND NOT success`),
    when(unpricedOnly, () => Prisma.sql`AND cost_eur IS NULL`),
    when(unpricedReason, isUnpricedFor),
    when(finding, (found) => Prisma.sql`AND ${isFound(found)}`),
    when(!includeVoided, () => Prisma.sql`AND voided_at IS NULL`),
    when(callId, (beginning) => Prisma.sql`AND starts_with(id, ${beginning})`),
    filteredBy(filters, "log"),
  ];
  return Prisma.sql`
    SELECT id, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdAt",
           user_id AS "userId", feature, model, provider, input_tokens AS "inputTokens", output_tokens AS "outputTokens",
           cost_eur AS cost, success, error_code AS "errorCode", latency_ms AS "latencyMs", source::text AS source,
           ${UNPRICED_REASON} AS "unpricedReason",
           voided_at IS NOT NULL AS voided
      FROM ai_usage_log
     WHERE firm_id = ${firm.id}
       AND ${withinDays("created_at", range, firm.timeZone)}
       ${Prisma.join(conditions, " ")}
     ORDER BY created_at DESC, id COLLATE "C" DESC
     LIMIT ${limit + 1}`;
}

/** The condition, if there is a value for it. */
function when<Value>(value: Value, condition: (value: NonNullable<Value>) => Prisma.Sql): Prisma.Sql {
  return value === null || value === undefined || value === false ? Prisma.empty : condition(value);
}

/** Two conditions: an index knows which calls have no cost, but not why. */
function isUnpricedFor(reason: string): Prisma.Sql {
  return Prisma.sql`AND cost_eur IS NULL AND ${UNPRICED_REASON} = ${reason}`;
}

/** The hour as the triggers count it. The bounds, wider where clocks change, are for the index. */
function isInHour(start: string, timeZone: string): Prisma.Sql {
  return Prisma.sql`
    AND created_at >= ${start}::timestamptz AND created_at < ${start}::timestamptz + interval '1 hour'
    AND date_trunc('hour', created_at, ${timeZone}) = ${start}::timestamptz`;
}

/** Two conditions, as the index has no id. */
function comesAfter(createdAt: string, id: string): Prisma.Sql {
  return Prisma.sql`
    AND created_at <= ${createdAt}::timestamptz
    AND (created_at < ${createdAt}::timestamptz OR id COLLATE "C" < ${id})`;
}
