import { BATCH_USER_ID } from "./batch-user.ts";
import type { Explore, ExploreFigures } from "./contract.ts";
import type { DateRange } from "./date-range.ts";
import type { DimensionKey } from "./dimensions.ts";
import type { ExploreQuery } from "./explore-query.ts";
import { figuresOf } from "./figures.ts";
import { percentOf } from "./money.ts";
import type { TimeBucket } from "./time-buckets.ts";
import { addUsage, hasUsage, NO_USAGE, subtractUsage, totalUsage, type UsageSums } from "./usage-rows.ts";
import { userOf } from "./user-names.ts";

/**
 * The exact sums of one bucket, numbered from 1 (without a granularity there is one); `null`: of the range compared with.
 */
export type ExploredSums = UsageSums & { readonly bucket: number | null };

/** What a store found for a question: see `explore`. */
export interface ExploredRows {
  /** The largest keys, the largest first. */
  readonly largest: readonly { readonly key: DimensionKey; readonly sums: readonly ExploredSums[] }[];
  /** Of all keys together, the largest included. */
  readonly totals: readonly ExploredSums[];
  /** How many keys have usage in the range, the largest included; 0 when grouped by nothing. */
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
  readonly rows: readonly (ExactPart & { readonly key: DimensionKey; readonly userName: string | undefined })[];
  readonly other: (ExactPart & { readonly keys: number }) | null;
  readonly total: ExactPart;
  readonly previousRange: DateRange | null;
}

interface Asked {
  readonly query: Pick<ExploreQuery, "groupBy">;
  /** None without a granularity. */
  readonly buckets: readonly TimeBucket[];
  readonly previousRange: DateRange | null;
  /** The known users' names by id. */
  readonly userNames: ReadonlyMap<string, string>;
}

/** Puts the sums that a store found in order: rows by rank, series without gaps, and what is left over as `other`. */
export function exactExplore(found: ExploredRows, { query, buckets, previousRange, userNames }: Asked): ExactExplore {
  const partOf = (sums: readonly ExploredSums[]): ExactPart => {
    const series = buckets.map(() => NO_USAGE);
    for (const row of sums) {
      const place = (row.bucket ?? 0) - 1;
      const before = series[place];
      if (before !== undefined) series[place] = addUsage(before, row);
    }
    return {
      sums: totalUsage(sums.filter(({ bucket }) => bucket !== null)),
      previous: previousRange && totalUsage(sums.filter(({ bucket }) => bucket === null)),
      series,
    };
  };
  const rows = found.largest.map(({ key, sums: ofKey }) => {
    // Here and below, rows are not spread into new objects: for thousands of them that takes longer than adding them
    // up.
    const { sums, previous, series } = partOf(ofKey);
    return { key, userName: userNameOf(key, userNames), sums, previous, series };
  });
  const total = partOf(found.totals);
  const rest = restOf(total, rows);
  // A key that has usage only in the range compared with is among the others too.
  const hasOthers = query.groupBy.length > 0 && (hasUsage(rest.sums) || hasUsage(rest.previous ?? NO_USAGE));
  return {
    buckets,
    rows,
    other: hasOthers ? { ...rest, keys: found.keys - rows.length } : null,
    total,
    previousRange,
  };
}

/** The total less its parts, so that rows and `other` add up to it, to the last decimal. */
function restOf(total: ExactPart, parts: readonly ExactPart[]): ExactPart {
  const without = (whole: UsageSums, sumsOf: (part: ExactPart) => UsageSums | null | undefined) =>
    subtractUsage(whole, totalUsage(parts.map((part) => sumsOf(part) ?? NO_USAGE)));
  return {
    sums: without(total.sums, ({ sums }) => sums),
    previous: total.previous && without(total.previous, ({ previous }) => previous),
    series: total.series.map((sums, index) => without(sums, ({ series }) => series[index])),
  };
}

function userNameOf({ user }: DimensionKey, names: ReadonlyMap<string, string>): string | undefined {
  if (typeof user !== "string") return undefined;
  return userOf(user === BATCH_USER_ID ? null : user, names).userName;
}

/** The answer in the contract's figures: the one conversion to doubles. */
export function exploreAnswer({ buckets, rows, other, total, previousRange }: ExactExplore): Explore {
  const percentOfTotal = ({ sums }: ExactPart) => percentOf(sums.cost, total.sums.cost);
  return {
    buckets: buckets.map(({ start, startDate, endDate }) => ({ start, startDate, endDate })),
    rows: rows.map((row) => {
      const { figures, previous, series } = toFigures(row);
      return { key: row.key, userName: row.userName, figures, previous, series, percentOfTotal: percentOfTotal(row) };
    }),
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
  const { cost, tokens, calls, unpricedCalls } = figuresOf(sums);
  return { cost, tokens, calls, unpricedCalls, failedCalls: Number(sums.failedCalls) };
}
