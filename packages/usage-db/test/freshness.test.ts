import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AIUsageService } from "../src/ai-usage-service.ts";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { createRedisUsageCache } from "../src/cache/redis-usage-cache.ts";
import type { UsageCache } from "../src/cache/usage-cache.ts";
import { ChangeListener } from "../src/change-listener.ts";
import { Folder } from "../src/folder.ts";
import { startTestRedis, type TestRedis } from "../src/testing/redis.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger, silentLogger } from "./support/ledger.ts";

const RANGE = { startDate: "2026-11-01", endDate: "2026-11-30" };
/** The promise: a row that any writer committed shows within two seconds, cached or not. */
const FRESH_MS = 2_000;
/** The promise for a Redis that fails: an answer comes so long after its uncached time. */
const LATE_MS = 500;

let ledger: Ledger;
let redis: TestRedis;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [ledger, redis] = await Promise.all([openLedger(), startTestRedis()]);
});
afterAll(async () => {
  await ledger[Symbol.asyncDispose]();
  await redis.stop();
});
beforeEach(() => ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'Europe/Bucharest')"));
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await ledger.sql("DELETE FROM ai_usage_log");
  await ledger.sql("DELETE FROM firms");
});

let ids = 0;
/** What psql would send. */
const insertCall = () => {
  ids += 1;
  return ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     VALUES ('firm', $1, 'chat', 'small', 1, 1, 1, true, '2026-11-10T10:00:00Z')`,
    [`call-${ids}`],
  );
};

function use(cache: UsageCache): UsageReader {
  stops.push(() => cache.close());
  return new UsageReader({ database: ledger.database, cache });
}

function foldWith(cache: UsageCache): void {
  const folder = new Folder({ database: ledger.database, cache, logger: silentLogger });
  folder.start();
  stops.push(() => folder.stop());
}

/** Waits until the reader serves its answers from the cache, so that what follows has something stale to lose. */
async function untilCached(reader: UsageReader, firmId = "firm"): Promise<void> {
  await vi.waitFor(async () => expect((await reader.overview(firmId, RANGE)).cacheAgeMs).toBeGreaterThan(0), 10_000);
}

const calls = async (reader: UsageReader) => (await reader.overview("firm", RANGE)).data.totalCalls;

describe("a row inserted with plain SQL shows up in a cached answer", () => {
  it("of the process that folds, with a cache of its own", async () => {
    const cache = createMemoryUsageCache();
    const reader = use(cache);
    foldWith(cache);
    await untilCached(reader);
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(1), FRESH_MS);
  });

  it("of a process that does not fold, and listens", async () => {
    foldWith(createMemoryUsageCache());
    const cache = createMemoryUsageCache();
    const reader = use(cache);
    const listener = new ChangeListener({ connectionString: ledger.connectionString, cache, logger: silentLogger });
    listener.start();
    stops.push(() => listener.stop());
    await untilListening();
    await untilCached(reader);
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(1), FRESH_MS);
  });

  it("of a process that uses Redis, when one folds that knows nothing of it", async () => {
    foldWith(createMemoryUsageCache());
    const cache = createRedisUsageCache({ url: redis.url, logger: silentLogger });
    const reader = use(cache);
    const listener = new ChangeListener({ connectionString: ledger.connectionString, cache, logger: silentLogger });
    listener.start();
    stops.push(() => listener.stop());
    await untilListening();
    await untilCached(reader);
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(1), FRESH_MS);
  });

  it("of any process that shares Redis", async () => {
    foldWith(createRedisUsageCache({ url: redis.url, logger: silentLogger }));
    const reader = use(createRedisUsageCache({ url: redis.url, logger: silentLogger }));
    await untilCached(reader);
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(1), FRESH_MS);
  });
});

describe("a change that moves no sum", () => {
  it("shows up in a cached answer on the data's quality", async () => {
    const cache = createMemoryUsageCache();
    const reader = use(cache);
    foldWith(cache);
    const listener = new ChangeListener({ connectionString: ledger.connectionString, cache, logger: silentLogger });
    listener.start();
    stops.push(() => listener.stop());
    await untilListening();
    await insertCall();
    await ledger.sql("UPDATE ai_usage_log SET cost_eur = NULL, unpriced_reason = 'unknown_model'");
    const reasons = async () => (await reader.dataQuality("firm", RANGE)).data.unpriced.map(({ reason }) => reason);
    await vi.waitFor(async () => expect(await reasons()).toEqual(["unknown_model"]), FRESH_MS);
    await untilCached(reader);
    await ledger.sql("UPDATE ai_usage_log SET unpriced_reason = 'no_rate'");
    await vi.waitFor(async () => expect(await reasons()).toEqual(["no_rate"]), FRESH_MS);
  });
});

describe("what is dropped by hand", () => {
  it("is read anew by every process, not by the one alone that was asked to drop it", async () => {
    const cache = createMemoryUsageCache();
    const reader = use(cache);
    const listener = new ChangeListener({ connectionString: ledger.connectionString, cache, logger: silentLogger });
    listener.start();
    stops.push(() => listener.stop());
    await untilListening();
    await untilCached(reader);
    const { asOf } = await reader.overview("firm", RANGE);
    await use(createMemoryUsageCache()).invalidateCache("firm");
    await vi.waitFor(
      async () => expect(Date.parse((await reader.overview("firm", RANGE)).asOf)).toBeGreaterThan(Date.parse(asOf)),
      FRESH_MS,
    );
  });
});

describe("a lost connection of the listener", () => {
  it("serves nothing from before the loss, and hears again", async () => {
    foldWith(createMemoryUsageCache());
    const cache = createMemoryUsageCache();
    const reader = use(cache);
    const told: string[] = [];
    const logger = { ...silentLogger, warn: (_: object, message: string) => void told.push(message) };
    const listener = new ChangeListener({ connectionString: ledger.connectionString, cache, logger });
    listener.start();
    stops.push(() => listener.stop());
    await untilListening();
    await untilCached(reader);
    await ledger.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'usage-db changes' AND datname = current_database()",
    );
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(1), 5_000);
    expect(told).toHaveLength(1);
    await untilListening();
    await untilCached(reader);
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(2), FRESH_MS);
  });
});

describe("Redis", () => {
  it.each([
    ["stopped", () => redis.stop(), () => redis.restart()],
    ["frozen", async () => redis.pause(), async () => redis.resume()],
    ["restarted", () => redis.restart(), async () => undefined],
  ])("%s: every answer still arrives, correct, and hardly later", async (_fault, fail, mend) => {
    foldWith(createRedisUsageCache({ url: redis.url, logger: silentLogger }));
    const reader = use(createRedisUsageCache({ url: redis.url, logger: silentLogger }));
    const uncached = use(createMemoryUsageCache());
    await untilCached(reader);
    await fail();
    try {
      for (let expected = 1; expected <= 5; expected += 1) {
        await insertCall();
        const started = performance.now();
        await uncached.invalidateCache("firm");
        await uncached.overview("firm", RANGE);
        const uncachedMs = performance.now() - started;
        // Correct within the promise of freshness, and each answer within its deadline.
        await vi.waitFor(
          async () => expect(await within(calls(reader), uncachedMs + LATE_MS)).toBe(expected),
          FRESH_MS,
        );
      }
    } finally {
      await mend();
    }
    await untilCached(reader);
    await insertCall();
    await vi.waitFor(async () => expect(await calls(reader)).toBe(6), FRESH_MS);
  });
});

describe("AIUsageService", () => {
  it("gives the answers of the cache, too", async () => {
    const cache = createMemoryUsageCache();
    stops.push(() => cache.close());
    const service = new AIUsageService({ database: ledger.database, cache });
    const before = await service.getUsageOverview("firm", RANGE);
    await insertCall();
    expect(await service.getUsageOverview("firm", RANGE)).toEqual(before);
    await service.invalidateCache("firm");
    expect((await service.getUsageOverview("firm", RANGE)).totalCalls).toBe(1);
  });
});

function untilListening(): Promise<void> {
  return vi.waitFor(async () => {
    const rows = await ledger.sql(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'usage-db changes' AND datname = current_database() AND state = 'idle'",
    );
    expect(rows).toHaveLength(1);
  }, 10_000);
}

async function within<Value>(answer: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${Math.round(ms)} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
