/** The value at `path` within a value of unknown shape; `undefined` where there is none. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of the values that is text and not empty. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return null;
}

/** A value that tables hold as JSON text, and other sources as it is. Text that is not JSON stays text. */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A whole number of 0 or more, which tables may hold as text (`"12"`, `"12.0"`); `null` for anything else. */
export function wholeNumber(value: unknown): number | null {
  const number = typeof value === "string" && /^\d{1,16}(\.0+)?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number + 0 : null;
}
