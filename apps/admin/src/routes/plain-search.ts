/** The search part of an address as plain text: `?firm=42` stays the text "42", and nothing is written as JSON. */
export function parsePlainSearch(search: string): Record<string, string | string[]> {
  const params = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const [first = "", ...others] = params.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

/** The reverse. What is `undefined` is left out, and a list repeats its name for each value. */
export function stringifyPlainSearch(values: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each));
  }
  const search = params.toString();
  return search === "" ? "" : `?${search}`;
}
