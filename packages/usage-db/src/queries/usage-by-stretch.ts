import { addDays, type DateRange, type DayRow, isWithin } from "usage-core";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/client.ts";
import { fromDateColumn } from "./days.ts";
import { SUMMED_COLUMNS, type SummedColumns, toUsageSums } from "./usage-sums.ts";

/**
 * The firm's usage within the ranges, summed over stretches: the days that lie in the same ranges are one row, on the
 * first of them that has usage. Answers about whole ranges need no more, and 400 days are as few rows as 31.
 *
 * Raw SQL, as Prisma's `groupBy` takes columns only. One statement, so one snapshot: of two, only one could have counted
 * a call.
 */
export async function findUsageByStretch(
  database: Database,
  firmId: string,
  ranges: readonly DateRange[],
): Promise<DayRow[]> {
  const starts = stretchStarts(ranges);
  const isAsked = Prisma.join(
    outermost(ranges).map(({ startDate, endDate }) => Prisma.sql`day BETWEEN ${startDate}::date AND ${endDate}::date`),
    " OR ",
  );
  const rows = await database.run(
    (prisma) => prisma.$queryRaw<(SummedColumns & { day: Date })[]>`
      SELECT min(day) AS day, ${SUMMED_COLUMNS}
        FROM ai_usage
       WHERE firm_id = ${firmId} AND grouping = 'total' AND (${isAsked})
       GROUP BY width_bucket(day, ${starts}::date[])`,
  );
  return rows.map(({ day, ...sums }) => ({ day: fromDateColumn(day), ...toUsageSums(sums) }));
}

/** The days on which a range starts or has just ended, oldest first: from one to the next, days lie in the same ranges. */
export function stretchStarts(ranges: readonly DateRange[]): string[] {
  return [...new Set(ranges.flatMap(({ startDate, endDate }) => [startDate, addDays(endDate, 1)]))].sort();
}

/**
 * The ranges that lie within no other (of equal ones, the first): one index scan is quicker than several, and a dashboard's
 * range mostly holds the month to date, or lies within it.
 */
function outermost(ranges: readonly DateRange[]): DateRange[] {
  const isInner = (range: DateRange, index: number) =>
    ranges.some((other, at) => at !== index && contains(other, range) && (at < index || !contains(range, other)));
  return ranges.filter((range, index) => !isInner(range, index));
}

function contains(outer: DateRange, inner: DateRange): boolean {
  return isWithin(inner.startDate, outer) && isWithin(inner.endDate, outer);
}
