/** Prepared statements that a connection may hold. Past it, further texts run unprepared. */
const MAX_STATEMENTS = 200;

/**
 * Names statements by their text, so that each connection prepares a text once: planning and parsing are half of what a
 * read costs. Generators that serve the same connections have prefixes of their own.
 */
export function statementNames(prefix = "usage"): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // An empty name is the unnamed statement.
    if (names.size >= MAX_STATEMENTS) return "";
    const name = `${prefix}_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
