import type { Database } from "../database.ts";
import { fromDateColumn } from "./days.ts";

/**
 * The firm's local day of its last call that counts; `null` when it has none. A day whose calls were all voided can still have
 * rows, whose sum is 0.
 */
export async function findLastCallDate(database: Database, firmId: string): Promise<string | null> {
  const [last] = await database.run((prisma) =>
    prisma.usage.groupBy({
      by: ["day"],
      where: { firmId, grouping: "total" },
      having: { calls: { _sum: { gt: 0 } } },
      orderBy: { day: "desc" },
      take: 1,
    }),
  );
  return last === undefined ? null : fromDateColumn(last.day);
}
