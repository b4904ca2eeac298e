import { isStorableText } from "./storable-text.ts";

/** The most characters of an id and of a name; PostgreSQL counts them alike. */
export const MAX_IDENTIFIER_LENGTH = 200;

/**
 * Whether a call can be of such a feature, user, model or provider: `usageFiltersSchema` takes it for a value. A page that reads
 * its address needs no reason, and so no schemas in its first load.
 */
export function isIdentifier(text: string): boolean {
  return text !== "" && [...text].length <= MAX_IDENTIFIER_LENGTH && isStorableText(text);
}
