import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRedisUsageCache, type RedisUsageCacheOptions } from "../../src/cache/redis-usage-cache.ts";
import type { UsageCache } from "../../src/cache/usage-cache.ts";
import { startTestRedis, type TestRedis } from "../../src/testing/redis.ts";
import { deferred, Figure, until, untilInUse } from "./figure.ts";
import { TcpProxy } from "./tcp-proxy.ts";
import { describeUsageCache } from "./usage-cache-contract.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("the cache in Redis", () => {
  let server: TestRedis;
  /** Looks at Redis beside the cache. */
  let redis: Redis;
  let opened: UsageCache[] = [];

  const open = async (options: Partial<RedisUsageCacheOptions> = {}): Promise<UsageCache> => {
    // The machine may be busy: only the tests of faults are to see any.
    const cache = createRedisUsageCache({ url: server.url, logger: silent, commandTimeoutMs: 5_000, ...options });
    opened.push(cache);
    await untilInUse(cache);
    return cache;
  };

  beforeAll(async () => {
    server = await startTestRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  describeUsageCache(open);

  describe("by itself", () => {
    let cache: UsageCache;
    beforeEach(async () => {
      await redis.flushall();
      cache = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.map((each) => each.close()));
      opened = [];
    });

    /** The name under which a figure's value stands, and the stored form. */
    const stored = async ({ key }: Figure) => {
      const name = `ai-usage:overview:${key.firmId}:2026-11-01:2026-11-30`;
      return { name, text: (await redis.get(name)) ?? "" };
    };

    it("keeps values for five minutes, under the names of the contract", async () => {
      const figure = new Figure();
      await figure.readFrom(cache);
      const { name } = await stored(figure);
      const left = await redis.pttl(name);
      expect(left).toBeGreaterThan(4 * 60_000);
      expect(left).toBeLessThanOrEqual(5 * 60_000);
      expect(await redis.keys(`ai-usage:*${figure.key.firmId}*`)).toEqual(
        expect.arrayContaining([name, `ai-usage:generation:${figure.key.firmId}`]),
      );
    });

    it("holds no lease once the value is loaded", async () => {
      await new Figure().readFrom(cache);
      await until(async () => (await redis.keys("ai-usage-load:*")).length === 0);
    });

    it("finds a value in one round trip", async () => {
      const figure = new Figure();
      await figure.readFrom(cache);
      await until(async () => (await redis.keys("ai-usage-load:*")).length === 0);
      await redis.config("RESETSTAT");
      expect((await cache.getOrLoad(figure.request())).hit).toBe(true);
      const commands = (await redis.info("commandstats")).match(/cmdstat_\S+:calls=\d+/g);
      expect(commands?.filter((command) => !command.includes("config"))).toEqual(["cmdstat_mget:calls=1"]);
    });

    it.each([
      ["nothing", () => ""],
      ["no JSON", () => "garbage"],
      ["a value cut short", (text: string) => text.slice(0, -2)],
      ["a stamp without a value", (text: string) => text.slice(0, text.indexOf("\n") + 1)],
      ["a value of another shape", (text: string) => `${text.split("\n")[0]}\n[1,2]`],
      ["a value without its stamp", (text: string) => text.slice(text.indexOf("\n") + 1)],
    ])("takes %s for a miss, and mends it", async (_, corrupt) => {
      const figure = new Figure();
      await figure.readFrom(cache);
      const { name, text } = await stored(figure);
      await redis.set(name, corrupt(text));
      expect((await cache.getOrLoad(figure.request())).hit).toBe(false);
      expect((await cache.getOrLoad(figure.request())).hit).toBe(true);
    });

    it("answers from the database where something else stands under a name", async () => {
      const figure = new Figure();
      await redis.lpush(`ai-usage:generation:${figure.key.firmId}`, "not a generation");
      expect(await figure.readFrom(cache)).toBe(0);
      expect(await figure.readFrom(cache)).toBe(0);
      expect(figure.loads).toBe(2);
      await cache.renew([figure.key.firmId]);
      await figure.readFrom(cache);
      expect((await cache.getOrLoad(figure.request())).hit).toBe(true);
    });

    it.each([
      ["the firm's", (firmId: string) => [`ai-usage:generation:${firmId}`]],
      ["everybody's", () => ["ai-usage:generation"]],
      ["every", (firmId: string) => [`ai-usage:generation:${firmId}`, "ai-usage:generation"]],
    ])("creates %s generation anew when it was evicted: what it stood for is not served", async (_, evicted) => {
      const figure = new Figure();
      await figure.readFrom(cache);
      figure.amount = 1;
      await redis.del(...evicted(figure.key.firmId));
      expect(await figure.readFrom(cache)).toBe(1);
      await redis.del(...evicted(figure.key.firmId));
      figure.amount = 2;
      expect(await figure.readFrom(cache)).toBe(2);
      expect((await cache.getOrLoad(figure.request())).hit).toBe(true);
    });

    it("makes one load of a thousand requests after FLUSHALL", async () => {
      const figure = new Figure();
      await figure.readFrom(cache);
      await redis.flushall();
      await Promise.all(Array.from({ length: 1_000 }, () => figure.readFrom(cache)));
      expect(figure.loads).toBe(2);
    });

    it("shares values, loads and renewals with other processes", async () => {
      const other = await open();
      const figure = new Figure();
      const query = deferred();
      figure.pause = () => query.promise;
      const answers = Promise.all([figure.readFrom(cache), figure.readFrom(other)]);
      await until(async () => (await redis.info("commandstats")).includes("cmdstat_set"));
      query.resolve();
      await answers;
      expect(figure.loads).toBe(1);
      expect((await other.getOrLoad(figure.request())).hit).toBe(true);
      figure.amount = 1;
      await other.renew([figure.key.firmId]);
      expect(await figure.readFrom(cache)).toBe(1);
      figure.amount = 2;
      await cache.renewAll();
      expect(await figure.readFrom(other)).toBe(2);
    });

    it("does not wait for the load of a generation that is over", async () => {
      const other = await open({ leaseMs: 60_000, waitMs: 60_000 });
      const figure = new Figure();
      const query = deferred();
      figure.pause = () => query.promise;
      const before = figure.readFrom(cache);
      await until(() => figure.loads === 1);
      figure.amount = 1;
      await cache.renew([figure.key.firmId]);
      figure.pause = async () => undefined;
      expect(await figure.readFrom(other)).toBe(1);
      query.resolve();
      expect(await before).toBe(0);
      expect(await figure.readFrom(other)).toBe(1);
    });

    it("serves those who wait for another process's load with what a renewal makes of it", async () => {
      const other = await open({ leaseMs: 60_000, waitMs: 60_000 });
      const figure = new Figure();
      const query = deferred();
      figure.pause = () => query.promise;
      const loading = figure.readFrom(cache);
      await until(() => figure.loads === 1);
      const waiting = figure.readFrom(other);
      await redis.config("RESETSTAT");
      // Two looks at the lease: it waits.
      await until(async () => /cmdstat_set:calls=[2-9]/.test(await redis.info("commandstats")));
      figure.amount = 1;
      figure.pause = async () => undefined;
      await cache.renew([figure.key.firmId]);
      expect(await waiting).toBe(1);
      query.resolve();
      expect(await loading).toBe(0);
    });

    it("lets another process load when the one that loads fails", async () => {
      const other = await open({ leaseMs: 60_000, waitMs: 60_000 });
      const figure = new Figure();
      const query = deferred();
      figure.pause = async () => {
        await query.promise;
        throw new Error("the database is down");
      };
      const failing = figure.readFrom(cache);
      await until(() => figure.loads === 1);
      figure.pause = async () => undefined;
      const waiting = figure.readFrom(other);
      query.resolve();
      await expect(failing).rejects.toThrow("the database is down");
      expect(await waiting).toBe(0);
      expect(figure.loads).toBe(2);
    });

    it.each([
      ["its lease runs out", { leaseMs: 100, waitMs: 60_000 }],
      ["the deadline passes", { leaseMs: 60_000, waitMs: 100 }],
    ])("lets another process load when the one that loads is stuck and %s", async (_, times) => {
      const [stuck, other] = [await open(times), await open(times)];
      const figure = new Figure();
      const query = deferred();
      figure.pause = () => query.promise;
      const loading = figure.readFrom(stuck);
      await until(() => figure.loads === 1);
      figure.pause = async () => undefined;
      expect(await figure.readFrom(other)).toBe(0);
      expect(figure.loads).toBe(2);
      expect((await other.getOrLoad(figure.request())).hit).toBe(true);
      query.resolve();
      await loading;
    });

    it("leaves a lease alone that has passed to another process", async () => {
      const [slow, other] = [await open({ leaseMs: 50 }), await open({ leaseMs: 60_000 })];
      const figure = new Figure();
      const [first, second] = [deferred(), deferred()];
      figure.pause = () => first.promise;
      const loadingFirst = figure.readFrom(slow);
      await until(() => figure.loads === 1);
      await until(async () => (await redis.keys("ai-usage-load:*")).length === 0);
      figure.pause = () => second.promise;
      const loadingSecond = figure.readFrom(other);
      await until(() => figure.loads === 2);
      first.resolve();
      await loadingFirst;
      // Sent after the release on the same connection, so it is answered after it.
      await slow.renew(["someone else"]);
      expect(await redis.keys("ai-usage-load:*")).toHaveLength(1);
      second.resolve();
      await loadingSecond;
    });

    it("never lets a slow load bring the old value back over a slow network", async () => {
      const proxy = await TcpProxy.before(server.port);
      proxy.toServer = proxy.toClient = () => sleep(40);
      const far = await open({ url: proxy.url });
      for (const [renewing, loading] of [
        [cache, far],
        [far, cache],
        [far, far],
      ] as const) {
        const figure = new Figure();
        const query = deferred();
        figure.pause = () => query.promise;
        const slow = figure.readFrom(loading);
        await until(() => figure.loads === 1);
        figure.amount = 1;
        await renewing.renew([figure.key.firmId]);
        query.resolve();
        await slow;
        for (const reader of [cache, far, cache, far]) expect(await figure.readFrom(reader)).toBe(1);
      }
      proxy.close();
    });
  });
});
