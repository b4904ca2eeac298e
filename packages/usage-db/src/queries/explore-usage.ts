import {
  addDays,
  type DateRange,
  DIMENSIONS,
  type Dimension,
  type DimensionKey,
  daysBetween,
  type ExploredRows,
  type ExploredSums,
  type ExploreQuery,
  filteredDimensions,
  localDayStart,
  MAX_SERIES,
  type Measure,
  money,
  type TimeBucket,
  weekStart,
} from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";
import { Prisma } from "../generated/client.ts";
import { statementNames } from "../statement-names.ts";
import { filteredBy, USER } from "./filtered-by.ts";
import { withinDays } from "./within-days.ts";

/** What is asked of the store: the range in pieces, and what it is compared with. */
export interface Exploration extends Pick<ExploreQuery, "groupBy" | "filters" | "top" | "measure" | "granularity"> {
  readonly range: DateRange;
  readonly previousRange: DateRange | null;
  /** Oldest first, without gaps; none without a granularity. */
  readonly buckets: readonly TimeBucket[];
}

/** Where sums come from: one grouping of the rollup or, for what the rollup does not keep, the single calls. */
export type ExploreSource = "total" | "hour" | Dimension | "feature_model_provider" | "log";

/**
 * The rollup keeps the total of each day and hour, each dimension alone by day, and all of them but the user together by day.
 * Everything else is in the log.
 */
export function exploreSource({
  groupBy,
  filters,
  granularity,
}: Pick<Exploration, "groupBy" | "filters" | "granularity">): ExploreSource {
  const used = new Set([...groupBy, ...filteredDimensions(filters)]);
  const [dimension] = used;
  if (dimension === undefined) return granularity === "hour" ? "hour" : "total";
  if (granularity === "hour") return "log";
  if (used.size === 1) return dimension;
  return used.has("user") ? "log" : "feature_model_provider";
}

/**
 * The sums of the largest keys, and of all together, by piece of time and of the range that is compared with.
 *
 * One statement, so one snapshot. The largest are found first, and then only theirs is told by piece of time: grouped by both
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
    // One of the rows of each says which key it is.
    if (row.keys === null) continue;
    ranked.key = keyOf(row, asked.groupBy);
    keys = Number(row.keys);
  }
  return { largest, totals, keys };
}

const nameOf = statementNames("explore");
/** Up to so many rows, how the largest keys are joined hardly matters. */
const FEW_ROWS = 20;

/**
 * Whether one plan serves all values, which saves half of a small question. Not of many users or rows, nor of single calls: a plan
 * for any values takes a thousand rows for ten (three times slower, measured), and does not know a rare user from a common one.
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

/** The values of a dimension as columns give them, nothing being a value too: no user and no provider has such an id. */
const KEY_COLUMNS: Readonly<Record<Dimension, Prisma.Sql>> = {
  feature: Prisma.raw("feature"),
  user: USER,
  model: Prisma.raw("model"),
  provider: Prisma.raw("coalesce(provider, '')"),
};

const MEASURED: Readonly<Record<Measure, string>> = {
  cost: "cost_eur",
  calls: "calls",
  tokens: "input_tokens + output_tokens",
  failedCalls: "failed_calls",
};

const COLUMNS = ["calls", "failed_calls", "unpriced_calls", "input_tokens", "output_tokens", "cost_eur"];
const SUMMED = Prisma.raw(COLUMNS.join(", "));
const TAKEN_OFF = Prisma.raw(COLUMNS.map((name) => `-${name} AS ${name}`).join(", "));
const NOTHING = Prisma.raw(COLUMNS.map((name) => `0 AS ${name}`).join(", "));
const SUMS = Prisma.raw(`sum(calls)::bigint AS calls, sum(failed_calls)::bigint AS failed_calls,
  sum(unpriced_calls)::bigint AS unpriced_calls, sum(input_tokens)::bigint AS input_tokens,
  sum(output_tokens)::bigint AS output_tokens, sum(cost_eur) AS cost_eur`);

/**
 * `largest` has each of the largest keys once. Thousands of them are joined with nothing but single calls, which an index finds: of a
 * firm that the database has not yet counted, it takes as many users for one, and compares each with each. Few keys may be compared
 * with all that there is, which is faster than to add up what all keys had before.
 */
function exploreSql(firm: Firm, asked: Exploration): Prisma.Sql {
  const { groupBy, measure, top, range, previousRange, buckets } = asked;
  const inPieces = buckets.length > 1;
  const all: Exploration = { ...asked, groupBy: [] };
  const totals = union([
    Prisma.sql`SELECT false AS is_previous, bucket, ${SUMS} FROM (${usage(firm, all, range, inPieces)}) used GROUP BY bucket`,
    previousRange &&
      Prisma.sql`SELECT true, bucket, ${SUMS} FROM (${usage(firm, all, previousRange, false)}) used GROUP BY bucket`,
  ]);
  if (groupBy.length === 0) {
    return Prisma.sql`SELECT NULL::bigint AS rank, totals.*, NULL::bigint AS keys FROM (${totals}) totals`;
  }
  const keys = Prisma.raw(groupBy.map((dimension) => `"${dimension}"`).join(", "));
  const noKeys = Prisma.raw(["keys", ...groupBy].map(() => "NULL").join(", "));
  // By the bytes of the ids, whatever the database's own order: the same everywhere.
  const byId = Prisma.raw(groupBy.map((dimension) => `"${dimension}" COLLATE "C"`).join(", "));
  const ofLargest = (of: DateRange, isInPieces: boolean) =>
    Prisma.sql`(${usage(firm, asked, of, isInPieces)} ${onlyOfTheirUsers(asked)}) used
      JOIN (SELECT rank, ${keys} FROM largest) ranked USING (${keys})`;
  const rows = union([
    Prisma.sql`SELECT rank, false AS is_previous, 1 AS bucket, ${inPieces ? NOTHING : SUMMED}, keys, ${keys} FROM largest`,
    inPieces &&
      Prisma.sql`SELECT rank, false, bucket, ${SUMS}, ${noKeys} FROM ${ofLargest(range, true)} GROUP BY rank, bucket`,
    previousRange &&
      (exploreSource(asked) === "log" || top <= MAX_SERIES
        ? Prisma.sql`SELECT rank, true, 1, ${SUMS}, ${noKeys} FROM ${ofLargest(previousRange, false)} GROUP BY rank`
        : Prisma.sql`
          SELECT max(rank), true, 1, ${SUMS}, ${noKeys} FROM (
            SELECT ${keys}, NULL AS rank, ${SUMMED} FROM (${usage(firm, asked, previousRange, false)}) used
            UNION ALL
            SELECT ${keys}, rank, ${NOTHING} FROM largest
          ) used GROUP BY ${keys} HAVING max(rank) IS NOT NULL`),
    Prisma.sql`SELECT NULL, totals.*, ${noKeys} FROM (${totals}) totals`,
  ]);
  return Prisma.sql`
    WITH grouped AS (
      SELECT ${keys}, sum(${Prisma.raw(MEASURED[measure])}) AS measured, ${inPieces ? Prisma.raw("sum(calls) AS calls") : SUMS}
        FROM (${usage(firm, asked, range, false)}) used GROUP BY ${keys}
    ), largest AS MATERIALIZED (
      SELECT *, row_number() OVER () AS rank FROM (
        SELECT *, count(*) OVER () AS keys FROM grouped WHERE calls > 0
         ORDER BY measured DESC, calls DESC, ${byId} LIMIT ${top}) found
    ) ${rows}`;
}

/**
 * Where several of the largest keys may be of one user, such as the batch jobs with each feature: reads the calls of each user
 * once. PostgreSQL, left alone, reads all calls of a key's user for every key.
 */
function onlyOfTheirUsers(asked: Exploration): Prisma.Sql {
  if (exploreSource(asked) !== "log" || !asked.groupBy.includes("user") || asked.groupBy.length === 1)
    return Prisma.empty;
  return Prisma.sql`AND ${USER} = ANY (ARRAY(SELECT "user" FROM largest)) OFFSET 0`;
}

/** What is kept of a range, each row with the values grouped by and, `inPieces`, the piece of time it lies in; else that is 1. */
function usage(firm: Firm, asked: Exploration, range: DateRange, inPieces: boolean): Prisma.Sql {
  const source = exploreSource(asked);
  if (source === "log") return calls(firm, asked, range, inPieces);
  const weeks = source === "user" && (!inPieces || asked.granularity === "week") ? nearestWeeks(range) : null;
  if (weeks === null) return kept(source, firm, asked, range, inPieces);
  // A user's weeks are kept too: five times fewer rows for the many that there may be.
  const dayBefore = addDays(weeks.startDate, -1);
  const dayAfter = addDays(weeks.endDate, 1);
  const days = (startDate: string, endDate: string, columns: Prisma.Sql) =>
    startDate <= endDate && kept("user", firm, asked, { startDate, endDate }, inPieces, columns);
  return union([
    kept("user_week", firm, asked, weeks, inPieces),
    days(range.startDate, dayBefore, SUMMED),
    days(dayAfter, range.endDate, SUMMED),
    days(weeks.startDate, addDays(range.startDate, -1), TAKEN_OFF),
    days(addDays(range.endDate, 1), weeks.endDate, TAKEN_OFF),
  ]);
}

/** So many days that a week has more than the range are taken off its sums: they are fewer rows than its other days. */
const MOST_TAKEN_OFF = 2;

/** The weeks from Monday to Sunday that differ from the range by the fewest days; `null` for a range of a few days. */
function nearestWeeks({ startDate, endDate }: DateRange): DateRange | null {
  if (daysBetween(startDate, endDate) + 1 < 7 - MOST_TAKEN_OFF) return null;
  const first = weekStart(addDays(startDate, 6 - MOST_TAKEN_OFF));
  const last = addDays(weekStart(addDays(endDate, 1 + MOST_TAKEN_OFF)), -1);
  return first < last ? { startDate: first, endDate: last } : null;
}

/**
 * The rows of a grouping: what the view `ai_usage` has of it. Its two parts are written out, the rollup and the deltas taken for such
 * rows: of the view, all others would be planned too, for each part of a range, which took longer than many an answer.
 */
function kept(
  grouping: Exclude<ExploreSource, "log"> | "user_week",
  firm: Firm,
  { groupBy, filters, granularity, buckets }: Exploration,
  { startDate, endDate }: DateRange,
  inPieces: boolean,
  sums = SUMMED,
): Prisma.Sql {
  const starts = buckets.map(({ firstKey }) => firstKey);
  const bucket =
    granularity === "hour"
      ? bucketOf("hour", starts, "timestamptz", inPieces)
      : bucketOf("day", starts, "date", inPieces);
  const rows = Prisma.sql`SELECT ${columns(groupBy)} ${bucket}, ${sums} FROM`;
  const isAsked = Prisma.sql`
    WHERE firm_id = ${firm.id} AND day BETWEEN ${startDate}::date AND ${endDate}::date ${filteredBy(filters, "sums")}`;
  return union([
    Prisma.sql`${rows} ai_usage_rollup ${isAsked} AND grouping = ${Prisma.raw(`'${grouping}'`)}`,
    // Weeks are asked for from a Monday to a Sunday: of the deltas, their days are the same.
    Prisma.sql`${rows} ai_usage_delta ${isAsked}`,
  ]);
}

/** The single calls, as what each adds to the sums. */
function calls(
  firm: Firm,
  { groupBy, filters, buckets }: Exploration,
  range: DateRange,
  inPieces: boolean,
): Prisma.Sql {
  const starts = buckets.map(({ from, startDate }) => from ?? localDayStart(startDate, firm.timeZone));
  return Prisma.sql`
    SELECT ${columns(groupBy)} ${bucketOf("created_at", starts, "timestamptz", inPieces)},
           1 AS calls, (NOT success)::integer AS failed_calls, (cost_eur IS NULL)::integer AS unpriced_calls,
           input_tokens, output_tokens, coalesce(cost_eur, 0) AS cost_eur
      FROM ai_usage_log
     WHERE firm_id = ${firm.id} AND voided_at IS NULL
       AND ${withinDays("created_at", range, firm.timeZone)} ${filteredBy(filters, "log")}`;
}

/**
 * Which piece of time a row lies in, from 1. What lies before the first is of the first: the Monday of a week that begins before the
 * range, and an hour where two clocks differ on when a day starts.
 */
function bucketOf(
  column: string,
  starts: readonly string[],
  type: "date" | "timestamptz",
  inPieces: boolean,
): Prisma.Sql {
  if (!inPieces) return Prisma.raw("1 AS bucket");
  return Prisma.sql`greatest(1, width_bucket(${Prisma.raw(column)}, ${starts}${Prisma.raw(`::${type}[]`)})) AS bucket`;
}

function columns(groupBy: readonly Dimension[]): Prisma.Sql {
  if (groupBy.length === 0) return Prisma.empty;
  return Prisma.join(
    groupBy.map((dimension) => Prisma.sql`${KEY_COLUMNS[dimension]} AS ${Prisma.raw(`"${dimension}"`)}, `),
    "",
  );
}

function union(parts: readonly (Prisma.Sql | null | false)[]): Prisma.Sql {
  return Prisma.join(
    parts.filter((part) => part instanceof Prisma.Sql),
    " UNION ALL ",
  );
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
