import { LRUCache } from "lru-cache";
import { Flights } from "./flights.ts";
import { loadName, newToken, valueName } from "./names.ts";
import { decode, encode, stampOf } from "./stamped-value.ts";
import { CACHE_TTL_MS, type CacheRequest, type UsageCache } from "./usage-cache.ts";

export interface MemoryUsageCacheOptions {
  /** How long a value is served, in milliseconds. */
  readonly ttlMs?: number;
  /** How much is kept, in characters of JSON; the least recently used goes first. */
  readonly maxCharacters?: number;
}

/** Firms whose generation is remembered. One that was forgotten gets a new one, which costs it its cached values. */
const MAX_FIRMS = 10_000;

/** The cache of one process. It learns of others' writes only through `renew`: someone must listen for them. */
export function createMemoryUsageCache(options: MemoryUsageCacheOptions = {}): UsageCache {
  return new MemoryUsageCache(options);
}

class MemoryUsageCache implements UsageCache {
  readonly #flights = new Flights();
  /** As JSON, like in Redis: its size is known, and no caller can change what the next one gets. */
  readonly #values: LRUCache<string, string>;
  readonly #generations = new LRUCache<string, string>({ max: MAX_FIRMS });
  #allFirms = newToken();

  constructor({ ttlMs = CACHE_TTL_MS, maxCharacters = 32 * 1024 * 1024 }: MemoryUsageCacheOptions) {
    this.#values = new LRUCache({ ttl: ttlMs, maxSize: maxCharacters, sizeCalculation: (stored) => stored.length });
  }

  async getOrLoad<Value>(request: CacheRequest<Value>): Promise<{ readonly value: Value; readonly hit: boolean }> {
    const name = valueName(request.key);
    const stamp = stampOf(this.#allFirms, this.#generationOf(request.key.firmId), request.validFor);
    const found = decode(this.#values.get(name), stamp, request.schema);
    if (found !== undefined) return { value: found.value, hit: true };
    const value = await this.#flights.share(loadName(request.key, stamp), async () => {
      const loaded = await request.load();
      this.#values.set(name, encode(stamp, loaded));
      return loaded;
    });
    return { value, hit: false };
  }

  async renew(firmIds: readonly string[]): Promise<void> {
    for (const firmId of firmIds) this.#generations.set(firmId, newToken());
  }

  async renewAll(): Promise<void> {
    this.#allFirms = newToken();
  }

  async close(): Promise<void> {
    this.#values.clear();
  }

  #generationOf(firmId: string): string {
    const known = this.#generations.get(firmId);
    if (known !== undefined) return known;
    const generation = newToken();
    this.#generations.set(firmId, generation);
    return generation;
  }
}
