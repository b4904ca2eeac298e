import type { ZodType } from "zod";

/** How long an answer may be served from the cache, in milliseconds: the contract's five minutes. */
export const CACHE_TTL_MS = 5 * 60 * 1000;

/** Names one answer: `ai-usage:{type}:{firmId}:{startDate}:{endDate}`. */
export interface CacheKey {
  /** Which question: a word without a colon, and not `generation`, under which the generations stand. */
  readonly type: string;
  readonly firmId: string;
  readonly startDate: string;
  readonly endDate: string;
}

export interface CacheRequest<Value> {
  readonly key: CacheKey;
  /**
   * What else must be unchanged for a cached value to be served: the firm's zone and its current local day. An answer
   * that holds a month-end projection is wrong after midnight, however fresh its generation.
   */
  readonly validFor: string;
  /** What a value must look like on its way out; a value that does not is a miss. */
  readonly schema: ZodType<Value>;
  readonly load: () => Promise<Value>;
}

/**
 * Answers by firm, each valid for one generation of the firm.
 *
 * A fault of the cache is a miss, never an error: only `load` can make `getOrLoad` throw. Nothing here throws otherwise.
 */
export interface UsageCache {
  /** The value and whether it was found (`hit`) rather than loaded for this request or one that ran beside it. */
  getOrLoad<Value>(request: CacheRequest<Value>): Promise<{ readonly value: Value; readonly hit: boolean }>;
  /**
   * Gives the firms new generations: what was cached of them, or is being loaded now, is not served again. When that
   * fails, this process does without the cache until a `renewAll`, which it retries, has made up for it.
   */
  renew(firmIds: readonly string[]): Promise<void>;
  /** The same for every firm: after a start, a lost connection, a renewal that failed. */
  renewAll(): Promise<void>;
  close(): Promise<void>;
}
