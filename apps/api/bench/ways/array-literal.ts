/** An array as PostgreSQL reads it from text: what drivers write, once and for all. */
export function arrayLiteral(values: readonly (string | number | null)[]): string {
  const written = values.map((value) => (value === null ? "NULL" : `"${String(value).replace(/["\\]/g, "\\$&")}"`));
  return `{${written.join(",")}}`;
}
