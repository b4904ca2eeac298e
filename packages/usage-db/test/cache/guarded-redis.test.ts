import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GuardedRedis } from "../../src/cache/guarded-redis.ts";
import { startTestRedis, type TestRedis } from "../../src/testing/redis.ts";
import { deferred, until } from "./figure.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("GuardedRedis", () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startTestRedis();
  });
  afterAll(() => server.stop());

  it("renews once more after a doubt that came up during a renewal", async () => {
    const renewals = [deferred(), deferred()];
    let begun = 0;
    const renewAll = () => renewals[begun++]?.promise ?? Promise.resolve();
    const guarded = new GuardedRedis({ url: server.url, logger: silent, commandTimeoutMs: 10_000, renewAll });
    await until(() => begun === 1);
    await guarded.insist(() => Promise.reject(new Error("refused")));
    renewals[0]?.resolve();
    await until(() => begun === 2);
    expect(await guarded.attempt(async () => "in use")).toBeUndefined();
    renewals[1]?.resolve();
    await until(async () => (await guarded.attempt(async () => "in use")) === "in use");
    await guarded.close();
  });
});
