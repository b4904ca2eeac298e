/** The search part of an address as plain text: `?firm=42` stays the text "42", and nothing is written as JSON. */
export function parsePlainSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** The same back; what is `undefined` is left out. */
export function stringifyPlainSearch(values: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) params.set(name, String(value));
  const search = params.toString();
  return search === "" ? "" : `?${search}`;
}
