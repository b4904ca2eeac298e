import { BATCH_USER_ID } from "./batch-user.ts";
import type { Language } from "./language.ts";

const BATCH_USER_NAMES: Readonly<Record<Language, string>> = { ro: "Procese automate", en: "Batch jobs" };

/** What stands in a list of users for the calls that no user caused. */
export function batchUserName(language: Language): string {
  return BATCH_USER_NAMES[language];
}

/** The name of an answer's user in a reader's language: answers themselves name batch jobs in Romanian. */
export function userNameIn(language: Language, user: { readonly userId: string; readonly userName: string }): string {
  return user.userId === BATCH_USER_ID ? batchUserName(language) : user.userName;
}

/** A user as answers have it: under the name or, where `names` has none, the id. `null` is the batch jobs. */
export function userOf(
  userId: string | null,
  names: ReadonlyMap<string, string>,
): { userId: string; userName: string } {
  if (userId === null) return { userId: BATCH_USER_ID, userName: batchUserName("ro") };
  return { userId, userName: names.get(userId) ?? userId };
}
