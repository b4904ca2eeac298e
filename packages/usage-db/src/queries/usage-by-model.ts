import type { DateRange, ModelRow } from "usage-core";
import type { Database } from "../database.ts";
import { within } from "./days.ts";
import { toUsageSums, USAGE_SUMS } from "./usage-sums.ts";

/** What each model used within the range. Models without usage have no row. */
export async function findUsageByModel(database: Database, firmId: string, range: DateRange): Promise<ModelRow[]> {
  const rows = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["model"],
      where: { firmId, grouping: "model", day: within(range) },
      _sum: USAGE_SUMS,
    }),
  );
  return rows.flatMap(({ model, _sum }) => (model === null ? [] : [{ model, ...toUsageSums(_sum) }]));
}
