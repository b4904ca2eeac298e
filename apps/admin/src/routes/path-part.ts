/** The `params` of a route of which the part `name` may be any text. */
export function pathText<Name extends string>(name: Name) {
  type Params = Record<Name, string>;
  return {
    parse: (params: Params) => ({ [name]: fromPathPart(params[name]) }) as Params,
    stringify: (params: Params) => ({ [name]: toPathPart(params[name]) }) as Params,
  };
}

/**
 * Any text as one part of a path. Browsers take `.` and `..` for steps, encoded or not, and drop an empty part: these get a `~` in
 * front, and so does a text that begins with one. The router encodes the rest.
 */
function toPathPart(text: string): string {
  return text === "" || text === "." || text === ".." || text.startsWith("~") ? `~${text}` : text;
}

function fromPathPart(part: string): string {
  return part.startsWith("~") ? part.slice(1) : part;
}
