import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestRedis, type TestRedis } from "../../src/testing/redis.ts";
import { until } from "./figure.ts";

const BUILT = fileURLToPath(new URL("../../dist/cache/redis-usage-cache.js", import.meta.url));
const PROCESS = fileURLToPath(new URL("./cache-process.mjs", import.meta.url));
const KEY = { type: "overview", firmId: "firm", startDate: "2026-11-01", endDate: "2026-11-30" };
const NAME = "ai-usage:overview:firm:2026-11-01:2026-11-30";

interface Times {
  readonly loadMs: number;
  readonly leaseMs: number;
  readonly waitMs: number;
}

interface Report {
  readonly answered: number;
  readonly loadedBy: number[];
}

/** The next message of a process, or an error if it ends instead. */
async function answerOf<Message>(child: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  child.once("exit", () => ended.abort());
  const [message] = await once(child, "message", { signal: ended.signal });
  return message;
}

describe("the cache in Redis, over several processes", () => {
  let server: TestRedis;
  let redis: Redis;
  let processes: ChildProcess[];

  const start = async (times: Times): Promise<ChildProcess> => {
    const child = fork(PROCESS, [JSON.stringify({ url: server.url, key: KEY, ...times })], { execArgv: [] });
    processes.push(child);
    await answerOf(child);
    return child;
  };
  const read = async (child: ChildProcess, requests: number): Promise<Report> => {
    child.send({ requests });
    return answerOf<Report>(child);
  };

  beforeEach(async () => {
    if (!existsSync(BUILT)) throw new Error(`${BUILT} is not there: build usage-db first (pnpm run build).`);
    server = await startTestRedis();
    redis = new Redis(server.url);
    processes = [];
  });
  afterEach(async () => {
    for (const child of processes) child.kill("SIGKILL");
    redis.disconnect();
    await server.stop();
  });

  it("makes one load of 10,000 requests on an expired key in 4 processes", async () => {
    const times = { loadMs: 100, leaseMs: 30_000, waitMs: 30_000 };
    const children = await Promise.all(Array.from({ length: 4 }, () => start(times)));
    const [first] = children;
    if (first === undefined) throw new Error("no process");
    await read(first, 1);
    expect(await redis.get("loads")).toBe("1");
    await redis.pexpire(NAME, 1);
    await until(async () => (await redis.exists(NAME)) === 0);

    const reports = await Promise.all(children.map((child) => read(child, 2_500)));
    expect(await redis.get("loads")).toBe("2");
    expect(reports.map(({ answered }) => answered)).toEqual([2_500, 2_500, 2_500, 2_500]);
    expect(new Set(reports.flatMap(({ loadedBy }) => loadedBy)).size).toBe(1);
  });

  it("loads once more when the process that loads is killed", async () => {
    const doomed = await start({ loadMs: 600_000, leaseMs: 500, waitMs: 30_000 });
    const others = [
      await start({ loadMs: 50, leaseMs: 30_000, waitMs: 30_000 }),
      await start({ loadMs: 50, leaseMs: 30_000, waitMs: 30_000 }),
    ];
    doomed.send({ requests: 10 });
    await until(async () => (await redis.get("loads")) === "1");
    doomed.kill("SIGKILL");
    const reports = await Promise.all(others.map((child) => read(child, 100)));
    expect(reports.map(({ answered }) => answered)).toEqual([100, 100]);
    expect(await redis.get("loads")).toBe("2");
  });
});
