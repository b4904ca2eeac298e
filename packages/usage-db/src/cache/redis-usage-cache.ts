import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Logger } from "../logger.ts";
import { Flights } from "./flights.ts";
import { GuardedRedis } from "./guarded-redis.ts";
import { ALL_FIRMS_GENERATION, firmGenerationName, loadName, newToken, valueName } from "./names.ts";
import { decode, encode, stampOf } from "./stamped-value.ts";
import { CACHE_TTL_MS, type CacheRequest, type UsageCache } from "./usage-cache.ts";

export interface RedisUsageCacheOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. One server, not a cluster. */
  readonly url: string;
  readonly logger: Logger;
  /** How long a value is served, in milliseconds. */
  readonly ttlMs?: number;
  /** How long Redis may say nothing before a request that waits for it goes on without, in milliseconds. */
  readonly commandTimeoutMs?: number;
  /** How long a lease keeps other processes from loading the same, in milliseconds: also when its holder has died. */
  readonly leaseMs?: number;
  /** How long a request waits for another process's load before it loads itself, in milliseconds. */
  readonly waitMs?: number;
}

/** Between two looks at what another process is loading. */
const POLL_MS = 20;

/** Gives a lease up, unless it has run out and is someone else's by now. */
const RELEASE = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;

/** What Redis holds for a request: the stamp that a value must bear now, and the value that bears it, if there is one. */
interface Found<Value> {
  readonly stamp: string;
  readonly cached: { readonly value: Value } | undefined;
}

/** The cache that all processes share. It works at once, and uses Redis as soon as it can be reached. */
export function createRedisUsageCache(options: RedisUsageCacheOptions): UsageCache {
  return new RedisUsageCache(options);
}

class RedisUsageCache implements UsageCache {
  readonly #redis: GuardedRedis;
  readonly #flights = new Flights();
  readonly #ttlMs: number;
  readonly #leaseMs: number;
  readonly #waitMs: number;
  /** How often anything was renewed in this process: without Redis, a load is shared until the next time. */
  #renewals = 0;

  constructor(options: RedisUsageCacheOptions) {
    const { url, logger, ttlMs = CACHE_TTL_MS, commandTimeoutMs = 200, leaseMs = 3_000, waitMs = 4_000 } = options;
    this.#ttlMs = ttlMs;
    this.#leaseMs = leaseMs;
    this.#waitMs = waitMs;
    this.#redis = new GuardedRedis({
      url,
      logger,
      commandTimeoutMs,
      renewAll: (redis) => redis.set(ALL_FIRMS_GENERATION, newToken()),
    });
  }

  async getOrLoad<Value>(request: CacheRequest<Value>): Promise<{ readonly value: Value; readonly hit: boolean }> {
    const found = await this.#redis.attempt((redis) => find(redis, request));
    if (found === undefined) return { value: await this.#loadWithoutRedis(request), hit: false };
    if (found.cached !== undefined) return { value: found.cached.value, hit: true };
    const value = await this.#flights.share(loadName(request.key, found.stamp), () =>
      this.#loadInTurn(request, found.stamp, performance.now() + this.#waitMs),
    );
    return { value, hit: false };
  }

  async renew(firmIds: readonly string[]): Promise<void> {
    if (firmIds.length === 0) return;
    this.#renewals += 1;
    const generations = new Map(firmIds.map((firmId) => [firmGenerationName(firmId), newToken()]));
    await this.#redis.insist((redis) => redis.mset(generations));
  }

  async renewAll(): Promise<void> {
    this.#renewals += 1;
    await this.#redis.insist((redis) => redis.set(ALL_FIRMS_GENERATION, newToken()));
  }

  async close(): Promise<void> {
    await this.#redis.close();
  }

  /** Loads once for all who ask at the same time: many readers of one firm would otherwise read the log as often. */
  #loadWithoutRedis<Value>({ key, validFor, load }: CacheRequest<Value>): Promise<Value> {
    return this.#flights.share(loadName(key, JSON.stringify([validFor, this.#renewals])), load);
  }

  /** Loads when no other process does, else waits for what that one loads; at `deadline` it loads all the same. */
  async #loadInTurn<Value>(request: CacheRequest<Value>, stamp: string, deadline: number): Promise<Value> {
    const lease = loadName(request.key, stamp);
    const holder = newToken();
    try {
      for (;;) {
        const turn = await this.#redis.attempt((redis) => this.#takeTurn(redis, request, lease, holder));
        if (turn === undefined) return await request.load();
        if (turn.found.cached !== undefined) return turn.found.cached.value;
        if (performance.now() >= deadline) return await this.#loadAndStore(request, turn.found.stamp);
        // Renewed meanwhile: nobody wants what this lease is for any more.
        if (turn.found.stamp !== stamp) return await this.#loadInTurn(request, turn.found.stamp, deadline);
        if (turn.granted) return await this.#loadAndStore(request, stamp);
        await sleep(POLL_MS);
      }
    } finally {
      // Also without a grant: the lease may have been granted in a reply that came too late, and would keep the others
      // waiting.
      void this.#redis.attempt((redis) => redis.eval(RELEASE, 1, lease, holder));
    }
  }

  /** Asks for the lease, then looks again: whoever had it before may have stored the value just now. */
  async #takeTurn<Value>(redis: Redis, request: CacheRequest<Value>, lease: string, holder: string) {
    const [grant, found] = await Promise.all([
      redis.set(lease, holder, "PX", this.#leaseMs, "NX"),
      find(redis, request),
    ]);
    return found && { granted: grant === "OK", found };
  }

  async #loadAndStore<Value>(request: CacheRequest<Value>, stamp: string): Promise<Value> {
    const value = await request.load();
    const stored = encode(stamp, value);
    // Not awaited: the answer is there. Should it be stored late, its stamp tells whether it is still good.
    if (stored !== undefined) {
      void this.#redis.attempt((redis) => redis.set(valueName(request.key), stored, "PX", this.#ttlMs));
    }
    return value;
  }
}

/** One round trip. `undefined` when a generation can neither be read nor made. */
async function find<Value>(redis: Redis, request: CacheRequest<Value>): Promise<Found<Value> | undefined> {
  const { firmId } = request.key;
  const names = [valueName(request.key), firmGenerationName(firmId), ALL_FIRMS_GENERATION];
  let [stored, firm, allFirms] = await redis.mget(names);
  if (!firm || !allFirms) {
    // Lost or evicted. Another process may be making them, too: what counts is what is there afterwards.
    [, , [stored, firm, allFirms]] = await Promise.all([
      redis.set(firmGenerationName(firmId), newToken(), "NX"),
      redis.set(ALL_FIRMS_GENERATION, newToken(), "NX"),
      redis.mget(names),
    ]);
    if (!firm || !allFirms) return undefined;
  }
  const stamp = stampOf(allFirms, firm, request.validFor);
  return { stamp, cached: decode(stored, stamp, request.schema) };
}
