const MAX_LENGTH = 60;

/**
 * A value from outside as it would stand in JSON, for a line that a person reads: cut where it is long, without control
 * characters, which could move a terminal's cursor.
 */
export function quoted(value: unknown): string {
  const text = textOf(value);
  // The cut can go through a character of two halves.
  return printable(text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).toWellFormed()}…`);
}

/** Control characters are shown as such. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\u{FFFD}");
}

/** An object is named, not written out: it can be as deep as its sender likes. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return JSON.stringify(value) ?? String(value);
}
