/**
 * Any text as one part of a path. Browsers take `.` and `..` for steps, encoded or not, and drop an empty part: these get a `~` in
 * front, and so does what begins with one. The router encodes the rest.
 */
export function toPathPart(text: string): string {
  return text === "" || text === "." || text === ".." || text.startsWith("~") ? `~${text}` : text;
}

/** The same back. */
export function fromPathPart(part: string): string {
  return part.startsWith("~") ? part.slice(1) : part;
}
