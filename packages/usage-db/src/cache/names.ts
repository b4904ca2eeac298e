import { randomBytes } from "node:crypto";
import type { CacheKey } from "./usage-cache.ts";

/** Under this name the generation of all firms stands. A firm's id cannot make it: each firm's has a colon more. */
export const ALL_FIRMS_GENERATION = "ai-usage:generation";

export function firmGenerationName(firmId: string): string {
  return `ai-usage:generation:${firmId}`;
}

/** Unambiguous whatever the firm's id holds: the type is a word, and the dates are the last two parts. */
export function valueName({ type, firmId, startDate, endDate }: CacheKey): string {
  return `ai-usage:${type}:${firmId}:${startDate}:${endDate}`;
}

/** The load of one value for one stamp. The prefix is no value's: theirs is `ai-usage:`. */
export function loadName(key: CacheKey, stamp: string): string {
  return `ai-usage-load:${valueName(key)}:${stamp}`;
}

/**
 * A generation, or the mark of a lease's holder: 96 random bits. Never counted up: a counter that was lost starts
 * anew, and what was cached under its small numbers would come back.
 */
export function newToken(): string {
  return randomBytes(12).toString("base64url");
}
