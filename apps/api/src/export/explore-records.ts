import { type DimensionKey, type ExactExplore, type ExploreQuery, type Language, userNameIn } from "usage-core";
import type { ExportRecord } from "./export-record.ts";
import {
  FIGURE_COLUMNS,
  figuresOf,
  PREVIOUS_COLUMNS,
  PREVIOUS_RANGE_COLUMNS,
  previousDates,
  previousFigures,
} from "./figure-records.ts";

type Asked = Pick<ExploreQuery, "groupBy" | "granularity" | "compareWith">;

/** The columns of an answer's records: what it is grouped by, then its figures. */
export function exploreColumns({ groupBy, granularity, compareWith }: Asked): string[] {
  const isCompared = compareWith !== undefined;
  return [
    ...(granularity !== undefined && isCompared ? ["period"] : []),
    ...(granularity === undefined ? [] : ["start"]),
    ...(groupBy.length === 0 ? [] : ["row"]),
    ...groupBy.flatMap((dimension) => (dimension === "user" ? ["user", "userName"] : [dimension])),
    ...FIGURE_COLUMNS,
    ...(isCompared ? PREVIOUS_RANGE_COLUMNS : []),
    ...(granularity === undefined && isCompared ? PREVIOUS_COLUMNS : []),
  ];
}

/**
 * An answer as records: one per row or, with a granularity, one per row and bucket. `row` is `key`, or `other` for what
 * is in no row, so that the records add up to the total. Batch jobs are named in `language`.
 *
 * The range compared with is in further columns. With a granularity, as it is not summed by bucket, it is one more record
 * per row, without a `start`; then `period` says which is which, `current` or `previous`. Every record says which days
 * these are.
 */
export function* exploreRecords(exact: ExactExplore, asked: Asked, language: Language): Generator<ExportRecord> {
  const isGrouped = asked.groupBy.length > 0;
  const comparedWith = exact.previousRange === null ? {} : previousDates(exact.previousRange);
  const parts = isGrouped
    ? [
        ...exact.rows.map((row) => ({ ...row, name: { row: "key", ...nameOf(row.key, row.userName, language) } })),
        ...(exact.other === null ? [] : [{ ...exact.other, name: { row: "other" } }]),
      ]
    : [{ ...exact.total, name: {} }];
  for (const { name, sums, previous, series } of parts) {
    if (asked.granularity === undefined) {
      yield { ...name, ...figuresOf(sums), ...comparedWith, ...(previous === null ? {} : previousFigures(previous)) };
      continue;
    }
    for (const [index, { start }] of exact.buckets.entries()) {
      const sumsOfBucket = series[index];
      if (sumsOfBucket === undefined) continue;
      yield {
        ...(previous === null ? {} : { period: "current" }),
        start,
        ...name,
        ...figuresOf(sumsOfBucket),
        ...comparedWith,
      };
    }
    if (previous !== null) {
      yield { period: "previous", start: null, ...name, ...figuresOf(previous), ...comparedWith };
    }
  }
}

function nameOf(key: DimensionKey, userName: string | undefined, language: Language): Record<string, string | null> {
  const named: Record<string, string | null> = {};
  for (const [dimension, value] of Object.entries(key)) named[dimension] = value ?? null;
  if (key.user === undefined || userName === undefined) return named;
  return { ...named, userName: userNameIn(language, { userId: key.user, userName }) };
}
