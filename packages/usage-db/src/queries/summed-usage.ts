import {
  addDays,
  type DateRange,
  type Dimension,
  daysIn,
  type ExploreQuery,
  filteredDimensions,
  localDayStart,
  type TimeBucket,
  weekStart,
} from "usage-core";
import type { Firm } from "../firms.ts";
import { Prisma } from "../generated/client.ts";
import { filteredBy, USER } from "./filtered-by.ts";
import { withinDays } from "./within-days.ts";

/** A question as the store takes it: with its buckets, and the range to compare with. */
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
 * A dimension's values as columns, never NULL: calls without a user or a provider have a value too, which is no user's or
 * provider's id.
 */
const KEY_COLUMNS: Readonly<Record<Dimension, Prisma.Sql>> = {
  feature: Prisma.raw("feature"),
  user: USER,
  model: Prisma.raw("model"),
  provider: Prisma.raw("coalesce(provider, '')"),
};

/** The columns of sums, alike in the rollup, the deltas and what is made of single calls. */
export const COLUMNS = ["calls", "failed_calls", "unpriced_calls", "input_tokens", "output_tokens", "cost_eur"];
export const SUMMED = Prisma.raw(COLUMNS.join(", "));
const TAKEN_OFF = Prisma.raw(COLUMNS.map((name) => `-${name} AS ${name}`).join(", "));

/**
 * The rows of a range: the values grouped by, the sums and, `byBucket`, the number of the bucket that the row lies in;
 * else that is 1.
 */
export function summedUsage(firm: Firm, asked: Exploration, range: DateRange, byBucket: boolean): Prisma.Sql {
  const source = exploreSource(asked);
  if (source === "log") return calls(firm, asked, range, byBucket);
  const weeks = source === "user" && (!byBucket || asked.granularity === "week") ? nearestWeeks(range) : null;
  if (weeks === null) return kept(source, firm, asked, range, byBucket);
  // The rollup keeps a user's weeks too: a fifth of the rows, where users may be many.
  const dayBefore = addDays(weeks.startDate, -1);
  const dayAfter = addDays(weeks.endDate, 1);
  const days = (startDate: string, endDate: string, columns: Prisma.Sql) =>
    startDate <= endDate && kept("user", firm, asked, { startDate, endDate }, byBucket, columns);
  return union([
    kept("user_week", firm, asked, weeks, byBucket),
    days(range.startDate, dayBefore, SUMMED),
    days(dayAfter, range.endDate, SUMMED),
    days(weeks.startDate, addDays(range.startDate, -1), TAKEN_OFF),
    days(addDays(range.endDate, 1), weeks.endDate, TAKEN_OFF),
  ]);
}

/**
 * So many days of a week may lie outside of the range. They are subtracted from its sums, as they are fewer rows than its
 * other days.
 */
const MOST_TAKEN_OFF = 2;

/** The weeks from Monday to Sunday that differ from the range by the fewest days; `null` for a range of a few days. */
function nearestWeeks(range: DateRange): DateRange | null {
  if (daysIn(range) < 7 - MOST_TAKEN_OFF) return null;
  const first = weekStart(addDays(range.startDate, 6 - MOST_TAKEN_OFF));
  const last = addDays(weekStart(addDays(range.endDate, 1 + MOST_TAKEN_OFF)), -1);
  return first < last ? { startDate: first, endDate: last } : null;
}

/**
 * The rows of a grouping, as the view `ai_usage` has them. Its two tables are written out: through the view, PostgreSQL
 * would plan all other groupings too, for each part of a range, which took longer than many an answer.
 */
function kept(
  grouping: Exclude<ExploreSource, "log"> | "user_week",
  firm: Firm,
  { groupBy, filters, granularity, buckets }: Exploration,
  { startDate, endDate }: DateRange,
  byBucket: boolean,
  sums = SUMMED,
): Prisma.Sql {
  const starts = buckets.map(({ firstKey }) => firstKey);
  const bucket =
    granularity === "hour"
      ? bucketOf("hour", starts, "timestamptz", byBucket)
      : bucketOf("day", starts, "date", byBucket);
  const rows = Prisma.sql`SELECT ${columns(groupBy)} ${bucket}, ${sums} FROM`;
  const isAsked = Prisma.sql`
    WHERE firm_id = ${firm.id} AND day BETWEEN ${startDate}::date AND ${endDate}::date ${filteredBy(filters, "sums")}`;
  return union([
    Prisma.sql`${rows} ai_usage_rollup ${isAsked} AND grouping = ${Prisma.raw(`'${grouping}'`)}`,
    // The deltas have no weeks, but those asked for run from Monday to Sunday: their days are the same.
    Prisma.sql`${rows} ai_usage_delta ${isAsked}`,
  ]);
}

/** The single calls, each with what it adds to the sums. */
function calls(
  firm: Firm,
  { groupBy, filters, buckets }: Exploration,
  range: DateRange,
  byBucket: boolean,
): Prisma.Sql {
  const starts = buckets.map(({ from, startDate }) => from ?? localDayStart(startDate, firm.timeZone));
  return Prisma.sql`
    SELECT ${columns(groupBy)} ${bucketOf("created_at", starts, "timestamptz", byBucket)},
           1 AS calls, (NOT success)::integer AS failed_calls, (cost_eur IS NULL)::integer AS unpriced_calls,
           input_tokens, output_tokens, coalesce(cost_eur, 0) AS cost_eur
      FROM ai_usage_log
     WHERE firm_id = ${firm.id} AND voided_at IS NULL
       AND ${withinDays("created_at", range, firm.timeZone)} ${filteredBy(filters, "log")}`;
}

/**
 * The number of the bucket that a row lies in, from 1. What lies before the first one counts to it: the Monday of a week
 * that begins before the range, and an hour where two clocks differ on when a day starts.
 */
function bucketOf(
  column: string,
  starts: readonly string[],
  type: "date" | "timestamptz",
  byBucket: boolean,
): Prisma.Sql {
  if (!byBucket) return Prisma.raw("1 AS bucket");
  return Prisma.sql`greatest(1, width_bucket(${Prisma.raw(column)}, ${starts}${Prisma.raw(`::${type}[]`)})) AS bucket`;
}

function columns(groupBy: readonly Dimension[]): Prisma.Sql {
  if (groupBy.length === 0) return Prisma.empty;
  return Prisma.join(
    groupBy.map((dimension) => Prisma.sql`${KEY_COLUMNS[dimension]} AS ${Prisma.raw(`"${dimension}"`)}, `),
    "",
  );
}

/** The parts that are given, one after the other. */
export function union(parts: readonly (Prisma.Sql | null | false)[]): Prisma.Sql {
  return Prisma.join(
    parts.filter((part) => part instanceof Prisma.Sql),
    " UNION ALL ",
  );
}
