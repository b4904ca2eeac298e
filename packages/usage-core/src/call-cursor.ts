import { z } from "zod";
import { MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
import { isStorableText } from "./storable-text.ts";

/** Where a call stands in the order of calls: by time, then by id. */
export interface CallKey {
  /** UTC, ISO 8601 with microseconds, the ledger's precision. */
  readonly createdAt: string;
  readonly id: string;
}

const SHAPE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~(.+)$/s;
const instant = z.iso.datetime({ precision: 6 });
/** In UTF-16 units, of which a character of the id can take two. */
const MAX_ID_LENGTH = 2 * MAX_IDENTIFIER_LENGTH;

/** The key as text, which a caller sends back to get the calls after it. Callers must not read anything into its form. */
export function callCursor({ createdAt, id }: CallKey): string {
  return `${createdAt}~${id}`;
}

/** The key that a cursor carries; `null` when the text is no cursor. */
export function parseCallCursor(cursor: string): CallKey | null {
  const [, createdAt, id] = SHAPE.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined) return null;
  // What the database could not read as an instant, or as text, must not reach it.
  if (!instant.safeParse(createdAt).success || createdAt < "1970" || createdAt >= "9999") return null;
  if (id.length > MAX_ID_LENGTH || !isStorableText(id)) return null;
  return { createdAt, id };
}
