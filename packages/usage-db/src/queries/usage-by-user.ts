import type { DateRange, UserRow } from "usage-core";
import type { Database } from "../database.ts";
import { within } from "./days.ts";
import { toUsageSums, USAGE_SUMS } from "./usage-sums.ts";

/** What each user used within the range; `userId` is `null` for batch jobs. Users without usage have no row. */
export async function findUsageByUser(database: Database, firmId: string, range: DateRange): Promise<UserRow[]> {
  const rows = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["userId"],
      where: { firmId, grouping: "user", day: within(range) },
      _sum: USAGE_SUMS,
    }),
  );
  return rows.map(({ userId, _sum }) => ({ userId, ...toUsageSums(_sum) }));
}
