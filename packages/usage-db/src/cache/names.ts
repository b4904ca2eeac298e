import { randomBytes } from "node:crypto";
import type { CacheKey } from "./usage-cache.ts";

/** The name of the generation of all firms. No firm's id can make it: the name of a firm's generation has one more colon. */
export const ALL_FIRMS_GENERATION = "ai-usage:generation";

export function firmGenerationName(firmId: string): string {
  return `ai-usage:generation:${firmId}`;
}

/** Unambiguous whatever the firm's id holds: the type is a word, and the dates are the last two parts. */
export function valueName({ type, firmId, startDate, endDate }: CacheKey): string {
  return `ai-usage:${type}:${firmId}:${startDate}:${endDate}`;
}

/** The load of one value for one stamp. No value has this prefix: theirs is `ai-usage:`. */
export function loadName(key: CacheKey, stamp: string): string {
  return `ai-usage-load:${valueName(key)}:${stamp}`;
}

/**
 * A generation, or the mark of a lease's holder: 96 random bits. Not a counter: a lost one would start anew, and what was
 * cached under its former numbers would be served again.
 */
export function newToken(): string {
  return randomBytes(12).toString("base64url");
}
