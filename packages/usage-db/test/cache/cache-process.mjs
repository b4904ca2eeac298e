// A process of a test: reads one figure through the built cache, as often at once as it is told, and reports how it went.
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { z } from "zod";
import { createRedisUsageCache } from "../../dist/cache/redis-usage-cache.js";

const { url, key, loadMs, leaseMs, waitMs } = JSON.parse(process.argv[2]);
const logger = { info: () => {}, warn: () => {}, error: () => {} };
// These tests are about leases, not about faults: a busy machine is not to look like one.
const cache = createRedisUsageCache({ url, logger, commandTimeoutMs: 10_000, leaseMs, waitMs });
const redis = new Redis(url);

const request = (name, load) => ({
  key: name,
  validFor: "UTC 2026-11-24",
  schema: z.object({ loadedBy: z.number() }),
  load,
});

/** Counts itself where all processes see it, as a query would in the database. */
async function load() {
  await redis.incr("loads");
  await sleep(loadMs);
  return { loadedBy: process.pid };
}

process.on("message", async ({ requests }) => {
  const answers = await Promise.all(Array.from({ length: requests }, () => cache.getOrLoad(request(key, load))));
  process.send({ answered: answers.length, loadedBy: [...new Set(answers.map(({ value }) => value.loadedBy))] });
});
process.on("disconnect", () => process.exit());

const probe = request({ ...key, firmId: `probe ${process.pid}` }, async () => ({ loadedBy: 0 }));
while (!(await cache.getOrLoad(probe)).hit) await sleep(10);
process.send("in use");
