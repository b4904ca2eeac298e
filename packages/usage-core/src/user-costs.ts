import { BATCH_USER_ID } from "./batch-user.ts";
import type { UserCost } from "./contract.ts";
import { dearestFirst, figuresOf } from "./figures.ts";
import { hasUsage, type UserRow } from "./usage-rows.ts";
import { userOf } from "./user-names.ts";

/**
 * What each user caused, dearest first. `names` holds the known users' names by id; a user missing from it is shown by
 * id, and calls without a user as batch jobs.
 */
export function userCosts(rows: readonly UserRow[], names: ReadonlyMap<string, string>): UserCost[] {
  return rows
    .filter(hasUsage)
    .sort(dearestFirst(({ userId }) => userId ?? BATCH_USER_ID))
    .map((row) => ({ ...userOf(row.userId, names), ...figuresOf(row) }));
}
