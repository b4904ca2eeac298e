import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createRedisUsageCache, type RedisUsageCacheOptions } from "../../src/cache/redis-usage-cache.ts";
import type { UsageCache } from "../../src/cache/usage-cache.ts";
import { startTestRedis, type TestRedis } from "../../src/testing/redis.ts";
import { deferred, Figure, until, untilInUse } from "./figure.ts";
import { TcpProxy } from "./tcp-proxy.ts";

const LOST = "Redis is not in use: answers come from the database";
const BACK = "Redis is in use again";

describe("the cache whose Redis fails", () => {
  let server: TestRedis;
  /** Looks at Redis beside the cache. */
  let redis: Redis;
  let proxy: TcpProxy;
  let log: string[];
  let opened: UsageCache[];

  const open = (options: Partial<RedisUsageCacheOptions> = {}): UsageCache => {
    const write = (_: object, message: string) => void log.push(message);
    const logger = { info: write, warn: write, error: write };
    // More than the default: a busy machine is not to look like a fault.
    const cache = createRedisUsageCache({ url: proxy.url, logger, commandTimeoutMs: 500, ...options });
    opened.push(cache);
    return cache;
  };
  const openInUse = async (options: Partial<RedisUsageCacheOptions> = {}): Promise<UsageCache> => {
    const cache = open(options);
    await untilInUse(cache);
    return cache;
  };

  beforeEach(async () => {
    server = await startTestRedis();
    redis = new Redis(server.url).on("error", () => undefined);
    proxy = await TcpProxy.before(server.port);
    log = [];
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((cache) => cache.close()));
    redis.disconnect();
    proxy.close();
    await server.stop();
  });

  it("answers while Redis is frozen; a request asks it once, and after three faults in a row none does", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    await figure.readFrom(cache);
    await figure.readFrom(cache);
    let sent = "";
    proxy.toServer = (piece) => {
      sent += piece;
    };
    server.pause();
    for (figure.amount = 1; figure.amount <= 20; figure.amount += 1) {
      expect(await figure.readFrom(cache)).toBe(figure.amount);
    }
    // Beside those there are only the renewals by which the cache finds out that Redis is back.
    expect(sent.match(/\r\n(mget|eval|NX)\r\n/gi)).toEqual(Array(3).fill("\r\nmget\r\n"));
    expect(log).toEqual([LOST]);

    server.resume();
    await untilInUse(cache);
    figure.amount = 30;
    await cache.renew([figure.key.firmId]);
    expect(await figure.readFrom(cache)).toBe(30);
    expect(log).toEqual([LOST, BACK]);
  });

  it("does not take large answers that wait for each other to be read for a silent Redis", async () => {
    const cache = await openInUse({ commandTimeoutMs: 200 });
    const large = { text: "x".repeat(500_000) };
    const request = {
      ...new Figure().request(),
      load: async () => large,
      // The process does nothing else while it reads one.
      schema: z.object({ text: z.string() }).refine(() => busyFor(20)),
    };
    await until(async () => (await cache.getOrLoad(request)).hit);
    const answers = await Promise.all(Array.from({ length: 20 }, () => cache.getOrLoad(request)));
    expect(answers.filter(({ hit }) => !hit)).toHaveLength(0);
    expect(log).toEqual([]);
  });

  it("serves nothing from before a renewal that failed while Redis was frozen", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    await figure.readFrom(cache);
    server.pause();
    figure.amount = 1;
    await cache.renew([figure.key.firmId]);
    expect(await figure.readFrom(cache)).toBe(1);
    server.resume();
    expect(await figure.readFrom(cache)).toBe(1);
    await untilInUse(cache);
    expect(await figure.readFrom(cache)).toBe(1);
  });

  it("serves nothing from before a renewal that Redis refused, though it can be read", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    await figure.readFrom(cache);
    await redis.config("SET", "maxmemory", "1");
    figure.amount = 1;
    await cache.renew([figure.key.firmId]);
    expect(await figure.readFrom(cache)).toBe(1);
    await redis.config("SET", "maxmemory", "0");
    await untilInUse(cache);
    expect(await figure.readFrom(cache)).toBe(1);
    expect(log).toEqual([LOST, BACK]);
  });

  it("makes up for a renewal that failed, even if it is closed at once", async () => {
    const running = await openInUse({ url: server.url });
    const brief = await openInUse({ commandTimeoutMs: 5_000 });
    const figure = new Figure();
    await figure.readFrom(running);
    proxy.isOn = false;
    proxy.cut();
    figure.amount = 1;
    await brief.renew([figure.key.firmId]);
    proxy.isOn = true;
    await brief.close();
    expect(await figure.readFrom(running)).toBe(1);
  });

  it("retries a renewal that failed until the other processes see it", async () => {
    const direct = await openInUse({ url: server.url });
    const cutOff = await openInUse();
    const figure = new Figure();
    await figure.readFrom(direct);
    proxy.isOn = false;
    proxy.cut();
    figure.amount = 1;
    await cutOff.renew([figure.key.firmId]);
    expect(await figure.readFrom(cutOff)).toBe(1);
    proxy.isOn = true;
    await until(async () => (await figure.readFrom(direct)) === 1);
  });

  it("harms nothing with a SET that timed out and was applied late", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    const query = deferred();
    figure.pause = () => query.promise;
    const slow = figure.readFrom(cache);
    await until(() => figure.loads === 1);
    server.pause();
    query.resolve();
    expect(await slow).toBe(0);
    figure.amount = 1;
    await cache.renew([figure.key.firmId]);
    server.resume();
    await until(async () => (await redis.keys(`ai-usage:overview:${figure.key.firmId}:*`)).length === 1);
    await untilInUse(cache);
    expect(await figure.readFrom(cache)).toBe(1);
  });

  it("never sends a renewal twice: the one before the last would come back", async () => {
    const direct = await openInUse({ url: server.url });
    const cutOff = await openInUse();
    const { firmId } = new Figure().key;
    // Redis applies it; the reply does not arrive, and the connection is lost.
    proxy.toClient = () => false;
    await cutOff.renew([firmId]);
    const applied = await redis.get(`ai-usage:generation:${firmId}`);
    await direct.renew([firmId]);
    proxy.cut();
    proxy.toClient = () => true;
    await untilInUse(cutOff);
    expect(await redis.get(`ai-usage:generation:${firmId}`)).not.toBe(applied);
  });

  it("does not keep others waiting with a lease that was granted too late", async () => {
    const [cache, other] = [await openInUse(), await openInUse({ url: server.url, leaseMs: 60_000, waitMs: 60_000 })];
    const figure = new Figure();
    // The lease's grant arrives after its deadline, and only this command is so slow.
    const reply = deferred();
    proxy.toServer = (piece) => {
      if (piece.includes("ai-usage-load:")) proxy.toClient = () => reply.promise;
    };
    expect(await figure.readFrom(cache)).toBe(0);
    await until(async () => (await redis.keys("ai-usage-load:*")).length === 0);
    reply.resolve();
    expect(await figure.readFrom(other)).toBe(0);
  });

  it("answers while Redis is stopped, and uses it again when it is back", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    await figure.readFrom(cache);
    await server.stop();
    for (figure.amount = 1; figure.amount <= 100; figure.amount += 1) {
      if (figure.amount % 20 === 0) await cache.renew([figure.key.firmId]);
      expect(await figure.readFrom(cache)).toBe(figure.amount);
    }
    expect(log).toEqual([LOST]);
    await server.restart();
    await untilInUse(cache);
    expect(await figure.readFrom(cache)).toBe(figure.amount);
    expect((await cache.getOrLoad(figure.request())).hit).toBe(true);
    expect(log).toEqual([LOST, BACK]);
  });

  it("loads once for all who ask at the same time while Redis is stopped, and anew for who asks after a renewal", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    await server.stop();
    const query = deferred();
    figure.pause = () => query.promise;
    const before = Array.from({ length: 5 }, () => figure.readFrom(cache));
    await until(() => figure.loads === 1);
    figure.amount = 1;
    await cache.renew([figure.key.firmId]);
    const after = Array.from({ length: 5 }, () => figure.readFrom(cache));
    await until(() => figure.loads === 2);
    query.resolve();
    expect(await Promise.all([...before, ...after])).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(figure.loads).toBe(2);
  });

  it("serves nothing that Redis brings back from before a renewal when it returns", async () => {
    const cache = await openInUse();
    const figure = new Figure();
    await figure.readFrom(cache);
    // Found, so stored.
    await figure.readFrom(cache);
    // As from an old snapshot, or on a replica that was behind.
    const names = await redis.keys("*");
    const snapshot = await redis.mget(names);
    figure.amount = 1;
    await cache.renew([figure.key.firmId]);
    proxy.isOn = false;
    await server.restart();
    await until(async () => (await redis.ping().catch(() => "")) === "PONG");
    await redis.flushall();
    await redis.mset(names.flatMap((name, index) => [name, snapshot[index] ?? ""]));
    proxy.isOn = true;
    // Not found out by asking the cache: faults in a row would cast doubt on Redis, too.
    await until(
      async () =>
        String(await redis.client("LIST"))
          .trim()
          .split("\n").length === 2,
    );
    expect(await figure.readFrom(cache)).toBe(1);
    await untilInUse(cache);
    expect(await figure.readFrom(cache)).toBe(1);
  });

  it("answers when Redis hangs from the start, and uses it when it wakes up", async () => {
    server.pause();
    const cache = open();
    const figure = new Figure();
    expect(await figure.readFrom(cache)).toBe(0);
    await cache.renew([figure.key.firmId]);
    figure.amount = 1;
    expect(await figure.readFrom(cache)).toBe(1);
    server.resume();
    await untilInUse(cache);
  });

  it("answers when Redis is not there from the start, and uses it when it comes", async () => {
    await server.stop();
    const cache = open();
    const figure = new Figure();
    expect(await figure.readFrom(cache)).toBe(0);
    await until(() => log.length > 0);
    await server.restart();
    await untilInUse(cache);
    expect(log).toEqual([LOST, BACK]);
  });

  it("makes a connection anew whose other end is gone without a word", async () => {
    const cache = await openInUse({ commandTimeoutMs: 50 });
    const figure = new Figure();
    await figure.readFrom(cache);
    proxy.silence();
    figure.amount = 1;
    await cache.renew([figure.key.firmId]);
    expect(await figure.readFrom(cache)).toBe(1);
    await untilInUse(cache);
    expect(await figure.readFrom(cache)).toBe(1);
  });

  it("says nothing when all goes well from the start", async () => {
    const cache = await openInUse();
    await cache.close();
    expect(log).toEqual([]);
  });

  it("passes a renewal on even if it is closed before it ever reached Redis", async () => {
    const running = await openInUse();
    const figure = new Figure();
    await figure.readFrom(running);
    figure.amount = 1;
    const brief = open();
    await brief.renew([figure.key.firmId]);
    await brief.close();
    expect(await figure.readFrom(running)).toBe(1);
    expect(log).toEqual([]);
  });

  it("serves nothing that was cached before a process started", async () => {
    const running = await openInUse();
    const figure = new Figure();
    await figure.readFrom(running);
    figure.amount = 1;
    await openInUse();
    expect(await figure.readFrom(running)).toBe(1);
  });

  it("does not take a stalled process for a slow Redis", async () => {
    const cache = await openInUse({ url: server.url, commandTimeoutMs: 50 });
    const figure = new Figure();
    await figure.readFrom(cache);
    const reading = Array.from({ length: 10 }, () => cache.getOrLoad(figure.request()));
    // The commands are on their way; now this process does nothing for longer than they may take.
    await new Promise((resolve) => setImmediate(resolve));
    const end = performance.now() + 200;
    while (performance.now() < end);
    expect((await Promise.all(reading)).every(({ hit }) => hit)).toBe(true);
    expect(log).toEqual([]);
  });

  it("is never older than the last renewal, while its connection is cut again and again", async () => {
    const direct = await openInUse({ url: server.url });
    const cutOff = await openInUse();
    const figure = new Figure();
    let renewedUpTo = 0;
    let hits = 0;
    const stale: string[] = [];
    const read = async (cache: UsageCache, atLeast: number) => {
      const { value, hit } = await cache.getOrLoad(figure.request());
      if (value.amount < atLeast) stale.push(`${value.amount} after ${atLeast}`);
      if (hit) hits += 1;
    };
    const stop = new AbortController();
    const cutting = (async () => {
      for (let cuts = 0; cuts < 25; cuts += 1) {
        await untilInUse(cutOff);
        await sleep(Math.random() * 20);
        proxy.cut();
      }
      stop.abort();
    })();
    const reading = [direct, cutOff, cutOff].map(async (cache) => {
      while (!stop.signal.aborted) {
        await read(cache, renewedUpTo);
        await sleep(1);
      }
    });
    // Two write: what one renews over a sound connection both must see, what the other renews it must see itself.
    while (!stop.signal.aborted) {
      figure.amount += 1;
      await direct.renew([figure.key.firmId]);
      renewedUpTo = figure.amount;
      await Promise.all([read(direct, renewedUpTo), read(cutOff, renewedUpTo)]);
      figure.amount += 1;
      await cutOff.renew([figure.key.firmId]);
      await read(cutOff, figure.amount);
      await sleep(3);
    }
    await Promise.all([cutting, ...reading]);
    expect(stale).toEqual([]);
    expect(hits).toBeGreaterThan(100);
  });
});

function busyFor(ms: number): true {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return true;
}
