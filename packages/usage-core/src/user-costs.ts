import type { UserCost } from "./contract.ts";
import type { Language } from "./feature-names.ts";
import { dearestFirst, figuresOf } from "./figures.ts";
import { BATCH_USER_ID } from "./usage-log.ts";
import { hasUsage, type UserRow } from "./usage-rows.ts";

const BATCH_USER_NAMES: Readonly<Record<Language, string>> = { ro: "Procese automate", en: "Batch jobs" };

/** What stands in a list of users for the calls that no user caused. */
export function batchUserName(language: Language): string {
  return BATCH_USER_NAMES[language];
}

/**
 * What each user caused, dearest first. `names` holds the known users' names by id; a user missing from it is shown by
 * id, and calls without a user as batch jobs.
 */
export function userCosts(rows: readonly UserRow[], names: ReadonlyMap<string, string>): UserCost[] {
  return rows
    .filter(hasUsage)
    .sort(dearestFirst(({ userId }) => userId ?? BATCH_USER_ID))
    .map(({ userId, ...sums }) => {
      const id = userId ?? BATCH_USER_ID;
      return { userId: id, userName: userNameOf(id, names), ...figuresOf(sums) };
    });
}

/** What to call a user, or batch jobs, by the id that stands for them in answers. */
export function userNameOf(userId: string, names: ReadonlyMap<string, string>): string {
  return userId === BATCH_USER_ID ? batchUserName("ro") : (names.get(userId) ?? userId);
}
