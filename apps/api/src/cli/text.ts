/** A value from outside in a line for a person: control characters, which could move a terminal's cursor, are shown as such. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\u{FFFD}");
}

/** A value as it would stand in JSON, cut where it is long. */
export function quoted(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return printable(text.length <= 60 ? text : `${text.slice(0, 59)}…`);
}

/** "1 call", "8,819 calls". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

/** "0.4 s" since `start`, an earlier value of `performance.now()`. */
export function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
