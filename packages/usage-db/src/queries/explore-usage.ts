import {
  BATCH_USER_ID,
  type DateRange,
  DIMENSIONS,
  type Dimension,
  type DimensionKey,
  type ExploredRows,
  type ExploredSums,
  type ExploreQuery,
  filteredDimensions,
  type Measure,
  money,
  type TimeBucket,
  type UsageFilters,
} from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";

/** What is asked of the store: the range in pieces, and what it is compared with. */
export interface Exploration extends Pick<ExploreQuery, "groupBy" | "filters" | "top" | "measure"> {
  readonly range: DateRange;
  readonly previousRange: DateRange | null;
  /** Oldest first, without gaps; none without a granularity. */
  readonly buckets: readonly TimeBucket[];
  readonly isHourly: boolean;
}

/** Where the sums come from: one grouping of the rollup or, for what the rollup does not keep, the single calls. */
export type ExploreSource = "total" | "hour" | Dimension | "log";

/** The rollup keeps the total of each day and hour, and each dimension alone by day. Everything else is in the log. */
export function exploreSource({
  groupBy,
  filters,
  isHourly,
}: Pick<Exploration, "groupBy" | "filters" | "isHourly">): ExploreSource {
  const [dimension, ...more] = new Set([...groupBy, ...filteredDimensions(filters)]);
  if (dimension === undefined) return isHourly ? "hour" : "total";
  return more.length > 0 || isHourly ? "log" : dimension;
}

/** The values of a dimension as columns give them, nothing being a value too: no user and no provider has such an id. */
const KEY_COLUMNS: Readonly<Record<Dimension, string>> = {
  feature: "feature",
  user: `coalesce(user_id, '${BATCH_USER_ID}')`,
  model: "model",
  provider: "coalesce(provider, '')",
};

const MEASURED: Readonly<Record<Measure, string>> = {
  cost: "sum(cost_eur)",
  calls: "sum(calls)",
  tokens: "sum(input_tokens + output_tokens)",
  failedCalls: "sum(failed_calls)",
};

/**
 * The sums of the largest keys and of all others, by piece of time, and of the range that is compared with.
 *
 * One statement, so one snapshot. What it reads is kept for both of its passes, of which the first finds the largest keys: of
 * what is kept PostgreSQL expects few groups, and so hashes them. Else it sorts all rows, which takes thrice as long.
 */
export async function exploreUsage(database: Database, firm: Firm, asked: Exploration): Promise<ExploredRows> {
  const values: unknown[] = [];
  const $ = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const { groupBy, measure, top } = asked;
  const source = exploreSource(asked);
  const used = source === "log" ? calls(firm, asked, $) : rollup(firm, asked, source, $);
  const sums = `sum(calls)::bigint AS calls, sum(failed_calls)::bigint AS failed_calls,
    sum(unpriced_calls)::bigint AS unpriced_calls, sum(input_tokens)::bigint AS input_tokens,
    sum(output_tokens)::bigint AS output_tokens, sum(cost_eur) AS cost_eur`;
  const keys = groupBy.map((dimension) => `"${dimension}"`).join(", ");
  // By the bytes of the ids, whatever the database's own order: the same everywhere.
  const order = `${MEASURED[measure]} DESC, sum(calls) DESC, ${groupBy.map((dimension) => `"${dimension}" COLLATE "C"`).join(", ")}`;
  const text =
    groupBy.length === 0
      ? `WITH used AS (${used}) SELECT NULL::bigint AS rank, 0::bigint AS keys, is_previous, bucket, ${sums}
           FROM used GROUP BY is_previous, bucket`
      : `WITH used AS MATERIALIZED (${used}), largest AS (
           SELECT ${keys}, row_number() OVER () AS rank, keys FROM (
             SELECT ${keys}, count(*) OVER () AS keys FROM used WHERE NOT is_previous GROUP BY ${keys} HAVING sum(calls) > 0
              ORDER BY ${order} LIMIT ${$(top, "integer")}) found
         ), summed AS (
           SELECT rank, is_previous, bucket, ${sums} FROM used LEFT JOIN largest USING (${keys})
            GROUP BY rank, is_previous, bucket
         )
         SELECT * FROM summed LEFT JOIN largest USING (rank)`;
  const rows = await database.query<Columns>(null, text, values);
  return {
    sums: rows.map((row) => toSums(row, groupBy)),
    keys: Number(rows.find(({ rank }) => rank !== null)?.keys ?? 0),
  };
}

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

type Parameter = (value: unknown, type: string) => string;

/** The view's rows, each with the values grouped by and the piece of time it lies in. */
function rollup(
  firm: Firm,
  { range, previousRange, buckets, isHourly, groupBy, filters }: Exploration,
  grouping: string,
  $: Parameter,
): string {
  const type = isHourly ? "timestamptz" : "date";
  const at = isHourly ? "hour" : "day";
  const starts = buckets.map(({ firstKey }) => firstKey);
  const firmId = $(firm.id, "text");
  const select = (bucket: string, { startDate, endDate }: DateRange) => `
    SELECT ${columns(groupBy)} ${bucket}, calls, failed_calls, unpriced_calls, input_tokens, output_tokens, cost_eur
      FROM ai_usage
     WHERE firm_id = ${firmId} AND grouping = '${grouping}'
       AND day BETWEEN ${$(startDate, "date")} AND ${$(endDate, "date")} ${conditions(filters, $)}`;
  return bothRanges(select, bucketOf(at, starts, `${type}[]`, $), range, previousRange);
}

/** The single calls, as what each adds to the sums. */
function calls(firm: Firm, { range, previousRange, buckets, groupBy, filters }: Exploration, $: Parameter): string {
  const starts = buckets.map(({ from }) => from);
  const firmId = $(firm.id, "text");
  const zone = $(firm.timeZone, "text");
  const select = (bucket: string, { startDate, endDate }: DateRange) => `
    SELECT ${columns(groupBy)} ${bucket}, 1 AS calls, (NOT success)::integer AS failed_calls,
           (cost_eur IS NULL)::integer AS unpriced_calls, input_tokens, output_tokens, coalesce(cost_eur, 0) AS cost_eur
      FROM ai_usage_log
     WHERE firm_id = ${firmId} AND voided_at IS NULL
       AND created_at >= (${$(startDate, "date")})::timestamp AT TIME ZONE ${zone}
       AND created_at < (${$(endDate, "date")} + 1)::timestamp AT TIME ZONE ${zone} ${conditions(filters, $)}`;
  return bothRanges(select, bucketOf("created_at", starts, "timestamptz[]", $), range, previousRange);
}

/** Which piece of time a row lies in, from 1. None lies before the first, also where two clocks differ on when a day starts. */
function bucketOf(column: string, starts: readonly string[], type: string, $: Parameter): string {
  return starts.length <= 1 ? "1" : `greatest(1, width_bucket(${column}, ${$(starts, type)}))`;
}

function bothRanges(
  select: (bucket: string, range: DateRange) => string,
  bucket: string,
  range: DateRange,
  previousRange: DateRange | null,
): string {
  const current = select(`false AS is_previous, ${bucket} AS bucket`, range);
  if (previousRange === null) return current;
  return `${current} UNION ALL ${select("true AS is_previous, 1 AS bucket", previousRange)}`;
}

function columns(groupBy: readonly Dimension[]): string {
  return groupBy.map((dimension) => `${KEY_COLUMNS[dimension]} AS "${dimension}", `).join("");
}

function conditions(filters: UsageFilters, $: Parameter): string {
  return filteredDimensions(filters)
    .map(
      (dimension) =>
        `AND ${KEY_COLUMNS[dimension]} = ANY (${$(
          filters[dimension]?.map((value) => value ?? ""),
          "text[]",
        )})`,
    )
    .join(" ");
}

function toSums(row: Columns, groupBy: readonly Dimension[]): ExploredSums {
  return {
    rank: row.rank === null ? null : Number(row.rank),
    key: row.rank === null ? {} : keyOf(row, groupBy),
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
