import type { DateRange, DayRow } from "usage-core";
import type { Database } from "../database.ts";
import { fromDateColumn, within } from "./days.ts";
import { toUsageSums, USAGE_SUMS } from "./usage-sums.ts";

/** The firm's usage on each day of the range. Days without usage have no row. */
export async function findUsageByDay(database: Database, firmId: string, range: DateRange): Promise<DayRow[]> {
  const rows = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["day"],
      where: { firmId, grouping: "total", day: within(range) },
      _sum: USAGE_SUMS,
    }),
  );
  return rows.map(({ day, _sum }) => ({ day: fromDateColumn(day), ...toUsageSums(_sum) }));
}
