const MAX_LENGTH = 60;

/**
 * An untrusted value as JSON, for a line that a person reads: cut when long, and without control characters, which could
 * move a terminal's cursor.
 */
export function quoted(value: unknown): string {
  const text = textOf(value);
  // The cut can split a surrogate pair.
  return printable(text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).toWellFormed()}…`);
}

/** The text with a replacement character for each control character. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\u{FFFD}");
}

/** Objects are named, not written out: a sender can nest them as deeply as it likes. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return JSON.stringify(value) ?? String(value);
}
