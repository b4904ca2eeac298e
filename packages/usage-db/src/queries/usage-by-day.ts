import type { DateRange, DayRow } from "usage-core";
import type { Database } from "../database.ts";
import { fromDateColumn, within } from "./days.ts";
import { toUsageSums, USAGE_SUMS } from "./usage-sums.ts";

/**
 * The firm's usage on each day that lies within one of the ranges. Days without usage have no row.
 *
 * One statement, so one snapshot: reading the rollup and the deltas, or two ranges, separately can miss a fold or count a
 * call in one of them alone.
 */
export async function findUsageByDay(
  database: Database,
  firmId: string,
  ranges: readonly DateRange[],
): Promise<DayRow[]> {
  const days = ranges.map((range) => ({ day: within(range) }));
  const [only] = days;
  const rows = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["day"],
      where: { firmId, grouping: "total", ...(days.length === 1 ? only : { OR: days }) },
      _sum: USAGE_SUMS,
    }),
  );
  return rows.map(({ day, _sum }) => ({ day: fromDateColumn(day), ...toUsageSums(_sum) }));
}
