import { BATCH_USER_ID } from "./batch-user.ts";
import type { UserCost } from "./contract.ts";
import type { Language } from "./feature-names.ts";
import { dearestFirst, figuresOf } from "./figures.ts";
import { hasUsage, type UserRow } from "./usage-rows.ts";

const BATCH_USER_NAMES: Readonly<Record<Language, string>> = { ro: "Procese automate", en: "Batch jobs" };

/** What stands in a list of users for the calls that no user caused. */
export function batchUserName(language: Language): string {
  return BATCH_USER_NAMES[language];
}

/** What an answer's user is called in a reader's language: answers themselves name batch jobs in one language alone. */
export function userNameIn(language: Language, user: { readonly userId: string; readonly userName: string }): string {
  return user.userId === BATCH_USER_ID ? batchUserName(language) : user.userName;
}

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

/** How an answer tells of a user: by the name or, of one whose name is not known, by id; `null` as batch jobs. */
export function userOf(
  userId: string | null,
  names: ReadonlyMap<string, string>,
): { userId: string; userName: string } {
  if (userId === null) return { userId: BATCH_USER_ID, userName: batchUserName("ro") };
  return { userId, userName: names.get(userId) ?? userId };
}
