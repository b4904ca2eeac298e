import type { HourRow } from "usage-core";
import type { Database } from "../database.ts";
import { toDateColumn } from "./days.ts";
import { toUsageSums, USAGE_SUMS } from "./usage-sums.ts";

/** The firm's usage in each local hour of a day. Hours without usage have no row. */
export async function findUsageByHour(database: Database, firmId: string, date: string): Promise<HourRow[]> {
  const rows = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["hour"],
      where: { firmId, grouping: "hour", day: toDateColumn(date) },
      _sum: USAGE_SUMS,
    }),
  );
  return rows.flatMap(({ hour, _sum }) => (hour === null ? [] : [{ hour: hour.toISOString(), ...toUsageSums(_sum) }]));
}
