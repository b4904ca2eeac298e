import {
  type DateRange,
  DIMENSIONS,
  type Dimension,
  type DimensionKey,
  type ExploredRows,
  type ExploredSums,
  MAX_SERIES,
  type Measure,
  money,
} from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";
import { Prisma } from "../generated/client.ts";
import { statementNames } from "../statement-names.ts";
import { USER } from "./filtered-by.ts";
import { COLUMNS, type Exploration, exploreSource, SUMMED, summedUsage, union } from "./summed-usage.ts";

/**
 * The sums of the largest keys, and of all together, by bucket and for the range compared with.
 *
 * One statement, so one snapshot. The largest keys are found first, and only these are summed by bucket: grouped by both
 * at once, 2,000 users and 31 days would be as many groups as there are rows, which PostgreSQL sorts.
 */
export async function exploreUsage(database: Database, firm: Firm, asked: Exploration): Promise<ExploredRows> {
  const { text, values } = exploreSql(firm, asked);
  const name = isPlannedOnce(asked) ? nameOf({ sql: text }) : "";
  const rows = await database.query<Columns>(name === "" ? null : name, text, values);
  const largest: { key: DimensionKey; readonly sums: ExploredSums[] }[] = [];
  const totals: ExploredSums[] = [];
  let keys = 0;
  for (const row of rows) {
    if (row.rank === null) {
      totals.push(toSums(row));
      continue;
    }
    const place = Number(row.rank) - 1;
    const ranked = largest[place] ?? { key: {}, sums: [] };
    largest[place] = ranked;
    ranked.sums.push(toSums(row));
    // Only one of the rows of each has the key itself.
    if (row.keys === null) continue;
    ranked.key = keyOf(row, asked.groupBy);
    keys = Number(row.keys);
  }
  return { largest, totals, keys };
}

const nameOf = statementNames("explore");
/** For up to so many rows, it hardly matters how the largest keys are joined. */
const FEW_ROWS = 20;

/**
 * Whether a generic plan serves, which saves half of a small question. Not for many users or rows, nor for single calls:
 * a generic plan mistakes a thousand rows for ten (three times slower, measured), and cannot tell a rare user from a
 * common one.
 */
function isPlannedOnce(asked: Exploration): boolean {
  const source = exploreSource(asked);
  return source !== "log" && source !== "user" && (asked.groupBy.length === 0 || asked.top <= FEW_ROWS);
}

/** Big integers and decimals come as text. */
interface Columns {
  readonly rank: string | null;
  readonly keys: string | null;
  readonly is_previous: boolean;
  readonly bucket: number;
  readonly feature?: string;
  readonly user?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly calls: string;
  readonly failed_calls: string;
  readonly unpriced_calls: string;
  readonly input_tokens: string;
  readonly output_tokens: string;
  readonly cost_eur: string;
}

const MEASURED: Readonly<Record<Measure, string>> = {
  cost: "cost_eur",
  calls: "calls",
  tokens: "input_tokens + output_tokens",
  failedCalls: "failed_calls",
};

const NOTHING = Prisma.raw(COLUMNS.map((name) => `0 AS ${name}`).join(", "));
const SUMS = Prisma.raw(`sum(calls)::bigint AS calls, sum(failed_calls)::bigint AS failed_calls,
  sum(unpriced_calls)::bigint AS unpriced_calls, sum(input_tokens)::bigint AS input_tokens,
  sum(output_tokens)::bigint AS output_tokens, sum(cost_eur) AS cost_eur`);

/**
 * `largest` has each of the largest keys once. Thousands of them are joined with single calls only, which an index finds:
 * without statistics of a firm, PostgreSQL mistakes its many users for one, and compares every row with every key. A few
 * keys may be joined with any rows, which is faster than summing what all keys had in the range compared with.
 */
function exploreSql(firm: Firm, asked: Exploration): Prisma.Sql {
  const { groupBy, measure, top, range, previousRange, buckets } = asked;
  const byBucket = buckets.length > 1;
  const all: Exploration = { ...asked, groupBy: [] };
  const totals = union([
    Prisma.sql`SELECT false AS is_previous, bucket, ${SUMS} FROM (${summedUsage(firm, all, range, byBucket)}) used GROUP BY bucket`,
    previousRange &&
      Prisma.sql`SELECT true, bucket, ${SUMS} FROM (${summedUsage(firm, all, previousRange, false)}) used GROUP BY bucket`,
  ]);
  if (groupBy.length === 0) {
    return Prisma.sql`SELECT NULL::bigint AS rank, totals.*, NULL::bigint AS keys FROM (${totals}) totals`;
  }
  const keys = Prisma.raw(groupBy.map((dimension) => `"${dimension}"`).join(", "));
  const noKeys = Prisma.raw(["keys", ...groupBy].map(() => "NULL").join(", "));
  // By the bytes of the ids, whatever the database's own collation: the same everywhere.
  const byId = Prisma.raw(groupBy.map((dimension) => `"${dimension}" COLLATE "C"`).join(", "));
  const ofLargest = (of: DateRange, perBucket: boolean) =>
    Prisma.sql`(${summedUsage(firm, asked, of, perBucket)} ${onlyOfTheirUsers(asked)}) used
      JOIN (SELECT rank, ${keys} FROM largest) ranked USING (${keys})`;
  const rows = union([
    Prisma.sql`SELECT rank, false AS is_previous, 1 AS bucket, ${byBucket ? NOTHING : SUMMED}, keys, ${keys} FROM largest`,
    byBucket &&
      Prisma.sql`SELECT rank, false, bucket, ${SUMS}, ${noKeys} FROM ${ofLargest(range, true)} GROUP BY rank, bucket`,
    previousRange &&
      (exploreSource(asked) === "log" || top <= MAX_SERIES
        ? Prisma.sql`SELECT rank, true, 1, ${SUMS}, ${noKeys} FROM ${ofLargest(previousRange, false)} GROUP BY rank`
        : Prisma.sql`
          SELECT max(rank), true, 1, ${SUMS}, ${noKeys} FROM (
            SELECT ${keys}, NULL AS rank, ${SUMMED} FROM (${summedUsage(firm, asked, previousRange, false)}) used
            UNION ALL
            SELECT ${keys}, rank, ${NOTHING} FROM largest
          ) used GROUP BY ${keys} HAVING max(rank) IS NOT NULL`),
    Prisma.sql`SELECT NULL, totals.*, ${noKeys} FROM (${totals}) totals`,
  ]);
  return Prisma.sql`
    WITH grouped AS (
      SELECT ${keys}, sum(${Prisma.raw(MEASURED[measure])}) AS measured, ${byBucket ? Prisma.raw("sum(calls) AS calls") : SUMS}
        FROM (${summedUsage(firm, asked, range, false)}) used GROUP BY ${keys}
    ), largest AS MATERIALIZED (
      SELECT *, row_number() OVER () AS rank FROM (
        SELECT *, count(*) OVER () AS keys FROM grouped WHERE calls > 0
         ORDER BY measured DESC, calls DESC, ${byId} LIMIT ${top}) found
    ) ${rows}`;
}

/**
 * Reads the calls of each user once, where several of the largest keys may be of one user, such as the batch jobs with
 * each feature. On its own, PostgreSQL reads all calls of a user for each of its keys.
 */
function onlyOfTheirUsers(asked: Exploration): Prisma.Sql {
  if (exploreSource(asked) !== "log" || !asked.groupBy.includes("user") || asked.groupBy.length === 1)
    return Prisma.empty;
  return Prisma.sql`AND ${USER} = ANY (ARRAY(SELECT "user" FROM largest)) OFFSET 0`;
}

function toSums(row: Columns): ExploredSums {
  return {
    bucket: row.is_previous ? null : row.bucket,
    calls: BigInt(row.calls),
    failedCalls: BigInt(row.failed_calls),
    unpricedCalls: BigInt(row.unpriced_calls),
    inputTokens: BigInt(row.input_tokens),
    outputTokens: BigInt(row.output_tokens),
    cost: money(row.cost_eur),
  };
}

function keyOf(row: Columns, groupBy: readonly Dimension[]): DimensionKey {
  const key: Record<string, string | null> = {};
  for (const dimension of DIMENSIONS) {
    const value = row[dimension];
    if (groupBy.includes(dimension) && value !== undefined) key[dimension] = value === "" ? null : value;
  }
  return key as DimensionKey;
}
