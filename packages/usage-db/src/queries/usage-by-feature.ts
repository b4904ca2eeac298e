import type { DateRange, FeatureRow } from "usage-core";
import type { Database } from "../database.ts";
import { within } from "./days.ts";
import { toUsageSums, USAGE_SUMS } from "./usage-sums.ts";

/** What each feature used within the range. Features without usage have no row. */
export async function findUsageByFeature(database: Database, firmId: string, range: DateRange): Promise<FeatureRow[]> {
  const rows = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["feature"],
      where: { firmId, grouping: "feature", day: within(range) },
      _sum: USAGE_SUMS,
    }),
  );
  return rows.flatMap(({ feature, _sum }) => (feature === null ? [] : [{ feature, ...toUsageSums(_sum) }]));
}
