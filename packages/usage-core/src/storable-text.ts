/** Whether PostgreSQL can store the text: it takes neither NUL nor half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** What is wrong with a text that it cannot store. */
export const NOT_STORABLE = "must be text without NUL or lone surrogates";
