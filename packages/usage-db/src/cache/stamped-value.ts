import type { ZodType } from "zod";

/**
 * What a cached value must match to be served: the generation of all firms, its own firm's, and the request's `validFor`.
 * One line, as JSON escapes line breaks.
 */
export function stampOf(allFirms: string, firm: string, validFor: string): string {
  return JSON.stringify([allFirms, firm, validFor]);
}

/** The stored form: the stamp's line, then the value as JSON. `undefined` when the value is none that JSON can hold. */
export function encode(stamp: string, value: unknown): string | undefined {
  try {
    const json: string | undefined = JSON.stringify(value);
    return json === undefined ? undefined : `${stamp}\n${json}`;
  } catch {
    return undefined;
  }
}

/**
 * The value, if it was stored with this very stamp and is what `schema` accepts; a corrupt one is as good as none.
 * The stamp is compared first: what is out of date is not parsed.
 */
export function decode<Value>(
  stored: string | null | undefined,
  stamp: string,
  schema: ZodType<Value>,
): { readonly value: Value } | undefined {
  const head = `${stamp}\n`;
  if (!stored?.startsWith(head)) return undefined;
  try {
    return { value: schema.parse(JSON.parse(stored.slice(head.length))) };
  } catch {
    return undefined;
  }
}
