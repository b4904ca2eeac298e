import { isStorableText } from "./storable-text.ts";

/** The most characters of an id and of a name; PostgreSQL counts them alike. */
export const MAX_IDENTIFIER_LENGTH = 200;

/**
 * Whether the text can be a feature, user, model or provider: whether `usageFiltersSchema` takes it as a value. Written
 * by hand, for the reason given at `isDateRange`.
 */
export function isIdentifier(text: string): boolean {
  return text !== "" && [...text].length <= MAX_IDENTIFIER_LENGTH && isStorableText(text);
}
