import { BATCH_USER_ID } from "./batch-user.ts";
import type { Explore, ExploreFigures } from "./contract.ts";
import type { DateRange } from "./date-range.ts";
import type { DimensionKey } from "./dimensions.ts";
import type { ExploreQuery } from "./explore-query.ts";
import { figuresOf } from "./figures.ts";
import { percentOf } from "./money.ts";
import type { TimeBucket } from "./time-buckets.ts";
import { addUsage, hasUsage, NO_USAGE, subtractUsage, type UsageSums } from "./usage-rows.ts";
import { userOf } from "./user-costs.ts";

/** The exact sums of one piece of time, from 1 (without a granularity there is one); `null`: of the range that is compared with. */
export type ExploredSums = UsageSums & { readonly bucket: number | null };

/** The sums of one of the largest keys. */
export type RankedSums = ExploredSums & {
  /** The key's place among the largest, from 1. */
  readonly rank: number;
  readonly key: DimensionKey;
};

/** What a store found for a question: see `explore`. */
export interface ExploredRows {
  readonly ranked: readonly RankedSums[];
  /** Of all keys together, the largest among them. */
  readonly totals: readonly ExploredSums[];
  /** How many keys have usage in the range, the largest among them; 0 when grouped by nothing. */
  readonly keys: number;
}

interface ExactPart {
  readonly sums: UsageSums;
  readonly previous: UsageSums | null;
  readonly series: readonly UsageSums[];
}

/** A question's answer as exact sums: what an export writes. */
export interface ExactExplore {
  readonly buckets: readonly TimeBucket[];
  readonly rows: readonly (ExactPart & { readonly key: DimensionKey; readonly userName?: string })[];
  readonly other: (ExactPart & { readonly keys: number }) | null;
  readonly total: ExactPart;
  readonly previousRange: DateRange | null;
}

interface Asked {
  readonly query: Pick<ExploreQuery, "groupBy" | "granularity">;
  readonly buckets: readonly TimeBucket[];
  readonly previousRange: DateRange | null;
  /** The known users' names by id. */
  readonly userNames: ReadonlyMap<string, string>;
}

/** Puts the sums that a store found in order: rows by rank, series without gaps, and what is left over as `other`. */
export function exactExplore(found: ExploredRows, { query, buckets, previousRange, userNames }: Asked): ExactExplore {
  const partOf = (sums: readonly ExploredSums[]): ExactPart => {
    const series = query.granularity === undefined ? [] : buckets.map(() => NO_USAGE);
    let previous = NO_USAGE;
    let current = NO_USAGE;
    for (const row of sums) {
      if (row.bucket === null) {
        previous = addUsage(previous, row);
        continue;
      }
      current = addUsage(current, row);
      const before = series[row.bucket - 1];
      if (before !== undefined) series[row.bucket - 1] = addUsage(before, row);
    }
    return { sums: current, previous: previousRange === null ? null : previous, series };
  };
  const rows = byRank(found.ranked).map((sums) => toRow(sums, partOf, userNames));
  const total = partOf(found.totals);
  const rest = rows.reduce<ExactPart>(subtractPart, total);
  // Usage of the range that is compared with counts here too, of keys that have none in this one.
  const hasOthers = query.groupBy.length > 0 && (hasUsage(rest.sums) || hasUsage(rest.previous ?? NO_USAGE));
  return {
    buckets,
    rows,
    other: hasOthers ? { ...rest, keys: found.keys - rows.length } : null,
    total,
    previousRange,
  };
}

/** What is left of a total without one of its parts: so rows and others add up to it, to the last decimal. */
function subtractPart(total: ExactPart, part: ExactPart): ExactPart {
  return {
    sums: subtractUsage(total.sums, part.sums),
    previous: total.previous && subtractUsage(total.previous, part.previous ?? NO_USAGE),
    series: total.series.map((sums, index) => subtractUsage(sums, part.series[index] ?? NO_USAGE)),
  };
}

/** The sums of each of the largest keys, the largest first. */
function byRank(found: readonly RankedSums[]): RankedSums[][] {
  const ranked: RankedSums[][] = [];
  for (const sums of found) {
    const place = sums.rank - 1;
    const known = ranked[place];
    if (known === undefined) ranked[place] = [sums];
    else known.push(sums);
  }
  return ranked;
}

function toRow(
  sums: readonly RankedSums[],
  partOf: (sums: readonly ExploredSums[]) => ExactPart,
  userNames: ReadonlyMap<string, string>,
): ExactExplore["rows"][number] {
  const key = sums[0]?.key ?? {};
  const { user } = key;
  const part = { ...partOf(sums), key };
  return typeof user === "string"
    ? { ...part, userName: userOf(user === BATCH_USER_ID ? null : user, userNames).userName }
    : part;
}

/** The answer in the contract's figures: the one conversion to doubles. */
export function exploreAnswer({ buckets, rows, other, total, previousRange }: ExactExplore): Explore {
  const percentOfTotal = ({ sums }: ExactPart) => percentOf(sums.cost, total.sums.cost);
  return {
    buckets: buckets.map(({ start, startDate, endDate }) => ({ start, startDate, endDate })),
    rows: rows.map((row) => ({
      key: row.key,
      ...(row.userName === undefined ? {} : { userName: row.userName }),
      ...toFigures(row),
      percentOfTotal: percentOfTotal(row),
    })),
    other: other === null ? null : { ...toFigures(other), keys: other.keys, percentOfTotal: percentOfTotal(other) },
    total: toFigures(total),
    previousRange,
  };
}

function toFigures({ sums, previous, series }: ExactPart) {
  return {
    figures: exploreFigures(sums),
    previous: previous === null ? null : exploreFigures(previous),
    series: series.map(exploreFigures),
  };
}

function exploreFigures(sums: UsageSums): ExploreFigures {
  return { ...figuresOf(sums), failedCalls: Number(sums.failedCalls) };
}
