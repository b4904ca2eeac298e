import { z } from "zod";
import { MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
import { isStorableText } from "./storable-text.ts";

/** Where a call stands in the order of calls: by time, then by id. */
export interface CallKey {
  /** UTC, ISO 8601 with microseconds, which is all that the ledger has of it. */
  readonly createdAt: string;
  readonly id: string;
}

const SHAPE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~(.+)$/s;
const instant = z.iso.datetime({ precision: 6 });
/** In UTF-16 units, of which a character of the id can take two. */
const MAX_ID_LENGTH = 2 * MAX_IDENTIFIER_LENGTH;

/** The key as a text that a caller hands back to go on after the call. What it is made of is nobody's business but ours. */
export function callCursor({ createdAt, id }: CallKey): string {
  return `${createdAt}~${id}`;
}

/** The key that a cursor carries; `null` for a text that is none. */
export function parseCallCursor(cursor: string): CallKey | null {
  const [, createdAt, id] = SHAPE.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined) return null;
  // What the database could not read as an instant, or as text, must not come as far.
  if (!instant.safeParse(createdAt).success || createdAt < "1970" || createdAt >= "9999") return null;
  if (id.length > MAX_ID_LENGTH || !isStorableText(id)) return null;
  return { createdAt, id };
}
