import type { AddressInfo } from "node:net";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from "@trpc/client";
import { EventSource } from "eventsource";
import {
  ChangeFeed,
  ChangeListener,
  createMemoryUsageCache,
  createRedisUsageCache,
  Database,
  Folder,
  type UsageCache,
} from "usage-db";
import { runSql, startTestRedis, type TestRedis } from "usage-db/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { AppRouter } from "../src/routers/app-router.ts";
import { databaseServices, type UsageServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";
import { insertFirms } from "./support/two-firms.ts";

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const FIRM = "firm-own";
const OTHER = "firm-two";

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let redis: TestRedis;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  [test, redis] = await Promise.all([startTestDatabase(), startTestRedis()]);
  await insertFirms(test.database, [FIRM, OTHER]);
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
  await redis.stop();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** One of several servers over the same database: each with a pool, a cache, a folder and a listener of its own. */
interface Replica {
  readonly api: TestApi;
  readonly services: UsageServices;
  readonly origin: string;
}

interface ReplicaOptions {
  readonly clock?: () => Date;
  /** Where it listens, if not at the database by its own name. */
  readonly listensAt?: string;
  readonly folds?: boolean;
}

async function startReplica(cache: UsageCache, options: ReplicaOptions = {}): Promise<Replica> {
  const { connectionString } = test;
  const { clock = () => new Date(), listensAt = connectionString, folds = true } = options;
  const database = new Database({ connectionString, maxConnections: 3 });
  const feed = new ChangeFeed();
  const listener = new ChangeListener({ connectionString: listensAt, cache, feed, logger });
  const hearing = vi.spyOn(feed, "tellAll");
  const folder = new Folder({ database, cache, logger });
  const services = databaseServices({ database, cache, feed, clock });
  const api = await testApi(services, { clock });
  stops.push(async () => {
    await api[Symbol.asyncDispose]();
    await folder.stop();
    await listener.stop();
    await cache.close();
    await database.close();
  });
  listener.start();
  if (folds) folder.start();
  await api.app.listen({ host: "127.0.0.1", port: 0 });
  await vi.waitFor(() => expect(hearing).toHaveBeenCalled(), 10_000);
  return { api, services, origin: `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}` };
}

/** A client as the dashboard has one, and what it heard. */
async function clientOf({ api, origin }: Replica, credential?: string) {
  const authorization = credential ?? (await api.signedInAs(OPS)).authorization;
  const server = { url: `${origin}/trpc`, headers: { authorization } };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          url: server.url,
          EventSource,
          eventSourceOptions: {
            fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, authorization } }),
          },
        }),
        false: httpLink(server),
      }),
    ],
  });
}

/** Without a firm: all of them. */
async function follow(replica: Replica, input: { firmId?: string; lastEventId?: string }, credential?: string) {
  const events: string[] = [];
  const instants: string[] = [];
  const states: string[] = [];
  let failure: unknown;
  const client = await clientOf(replica, credential);
  const { firmId, ...resumed } = input;
  const handlers: Parameters<typeof client.usage.changes.subscribe>[1] = {
    onData: ({ id, data }) => {
      events.push(id);
      instants.push(data.asOf);
    },
    onConnectionStateChange: ({ state }) => void states.push(state),
    onError: (error) => {
      failure = error;
    },
  };
  const subscription =
    firmId === undefined
      ? client.ops.changes.subscribe(resumed, handlers)
      : client.usage.changes.subscribe({ firmId, ...resumed }, handlers);
  stops.push(async () => subscription.unsubscribe());
  return {
    events,
    instants,
    states,
    failure: () => failure,
    leave: () => subscription.unsubscribe(),
    untilEvents: (count: number) =>
      vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(count), { timeout: 10_000, interval: 2 }),
    untilConnected: () => vi.waitFor(() => expect(states.at(-1)).toBe("pending"), { timeout: 10_000, interval: 2 }),
  };
}

let calls = 0;
async function record(replica: Replica, firmId = FIRM): Promise<void> {
  calls += 1;
  const results = await (await clientOf(replica)).ingest.record.mutate({
    firmId,
    calls: [
      {
        id: `recorded-${calls}`,
        feature: "chat",
        model: "gpt-4o",
        inputTokens: 1,
        outputTokens: 1,
        costEur: "1",
        success: true,
        createdAt: new Date().toISOString(),
      },
    ],
  });
  expect(results).toMatchObject([{ status: "recorded" }]);
}

/** What the replica says now, from its cache where it can. */
async function overviewOf(replica: Replica, firmId = FIRM) {
  return (await clientOf(replica)).usage.overview.query({ firmId });
}

async function countOf(replica: Replica, firmId = FIRM): Promise<number> {
  return (await overviewOf(replica, firmId)).data.totalCalls;
}

describe.each([
  ["a cache of each process", createMemoryUsageCache],
  ["a Redis that they share", () => createRedisUsageCache({ url: redis.url, logger })],
])("usage.changes of many servers with %s", (_name, openCache) => {
  it("tells at one server of a call that came in at another, and what is asked then holds it", async () => {
    const [here, there] = [await startReplica(openCache()), await startReplica(openCache())];
    const follower = await follow(there, { firmId: FIRM });
    await follower.untilEvents(1);
    for (let round = 1; round <= 3; round += 1) {
      const before = await countOf(there);
      const heard = follower.events.length;
      await record(here);
      await follower.untilEvents(heard + 1);
      expect(await countOf(there)).toBe(before + 1);
    }
  });

  it.each([
    ["a firm's follower", { firmId: FIRM }],
    ["a follower of all firms", {}],
  ])("resumes %s with an event exactly when something was missed", async (_follower, followed) => {
    const [here, there] = [await startReplica(openCache()), await startReplica(openCache())];
    const leaver = await follow(there, followed);
    await leaver.untilEvents(1);
    leaver.leave();
    const [lastEventId = ""] = leaver.events;

    const nothingMissed = await follow(there, { ...followed, lastEventId });
    await nothingMissed.untilConnected();
    const witness = await follow(there, { ...followed, lastEventId });
    await witness.untilConnected();
    await record(here);
    await witness.untilEvents(1);
    await nothingMissed.untilEvents(1);
    expect(nothingMissed.events).toEqual(witness.events.slice(0, nothingMissed.events.length));

    const missed = await follow(there, { ...followed, lastEventId });
    await missed.untilEvents(1);
    expect(missed.events[0]).not.toBe(lastEventId);
    // Another server does not know the id, and makes sure.
    const elsewhere = await follow(here, { ...followed, lastEventId: missed.events[0] ?? "" });
    await elsewhere.untilEvents(1);
  });

  it("tells of a row that a plain SQL client wrote, and nothing of another firm's", async () => {
    const replica = await startReplica(openCache());
    const own = await follow(replica, { firmId: FIRM });
    await own.untilEvents(1);
    const others = [await follow(replica, { firmId: OTHER }), await follow(replica, {})];
    await Promise.all(others.map(({ untilEvents }) => untilEvents(1)));
    calls += 1;
    await runSql(
      test.connectionString,
      `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       VALUES ('${OTHER}', 'plain-${calls}', 'chat', 'small', 1, 1, 1, true, now())`,
    );
    await Promise.all(others.map(({ untilEvents }) => untilEvents(2)));
    expect(own.events).toHaveLength(1);
    await record(replica);
    await own.untilEvents(2);
    expect(own.events).toHaveLength(2);
  });
});

describe("a change that one server has heard of, and another has not", () => {
  it("shows in the other's answers once these are as new as the event", async () => {
    const followed = await startReplica(createMemoryUsageCache());
    const cache = createMemoryUsageCache();
    const asked = await startReplica(cache, { folds: false });
    const follower = await follow(followed, { firmId: FIRM });
    await follower.untilEvents(1);
    const before = await overviewOf(asked);
    let hear = () => {};
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const renew = cache.renew.bind(cache);
    vi.spyOn(cache, "renew").mockImplementation(async (firmIds) => {
      await heard;
      await renew(firmIds);
    });
    await record(followed);
    await follower.untilEvents(2);
    const [, changedAt = ""] = follower.instants;

    const late = await overviewOf(asked);
    expect(late.data).toEqual(before.data);
    expect(late.asOf < changedAt).toBe(true);
    hear();
    await vi.waitFor(async () => expect((await overviewOf(asked)).asOf >= changedAt).toBe(true), 10_000);
    expect(await countOf(asked)).toBe(before.data.totalCalls + 1);
  });
});

describe("a server that is reached, and does not hear of changes", () => {
  const LISTENER = "hears_of_changes";

  it("ends its streams and lets none begin, until it hears again", async () => {
    const listensAt = new URL(test.connectionString);
    listensAt.username = LISTENER;
    listensAt.password = LISTENER;
    await runSql(test.connectionString, `CREATE ROLE ${LISTENER} LOGIN PASSWORD '${LISTENER}'`);
    const replica = await startReplica(createMemoryUsageCache(), { listensAt: listensAt.href });
    // Those that have missed nothing wait in silence; the others may still pause behind their first event.
    const followers: Awaited<ReturnType<typeof follow>>[] = [];
    for (const followed of [{ firmId: FIRM }, {}]) {
      const first = await follow(replica, followed);
      await first.untilEvents(1);
      followers.push(first, await follow(replica, { ...followed, lastEventId: first.events[0] ?? "" }));
    }
    await Promise.all(followers.map(({ untilConnected }) => untilConnected()));

    await runSql(test.connectionString, `ALTER ROLE ${LISTENER} NOLOGIN`);
    await runSql(
      test.connectionString,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${LISTENER}'`,
    );
    await Promise.all(
      followers.map(({ states }) => vi.waitFor(() => expect(states.at(-1)).toBe("connecting"), 10_000)),
    );
    for (const path of ["usage.changes", "ops.changes"]) {
      const answer = await replica.api.call(
        { path, type: "subscription", fields: [] },
        path === "usage.changes" ? { firmId: FIRM } : {},
        await replica.api.signedInAs(OPS),
      );
      expect(answer.json().error).toMatchObject({
        message: "The database tells of no changes at the moment; connect again soon.",
        data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503, path },
      });
    }
    expect((await overviewOf(replica)).data).toBeDefined();

    const heard = followers.map(({ events }) => events.length);
    await runSql(test.connectionString, `ALTER ROLE ${LISTENER} LOGIN`);
    await Promise.all(followers.map(({ untilEvents }, at) => untilEvents((heard[at] ?? 0) + 1)));
    for (const { failure } of followers) expect(failure()).toBeUndefined();
  });
});

describe("ops.changes", () => {
  it("tells operators of any firm's change, and nobody else", async () => {
    const replica = await startReplica(createMemoryUsageCache());
    const follower = await follow(replica, {});
    await follower.untilEvents(1);
    for (const firmId of [FIRM, OTHER]) {
      const heard = follower.events.length;
      await record(replica, firmId);
      await follower.untilEvents(heard + 1);
    }
    expect(new Set(follower.events).size).toBe(follower.events.length);
    const { token } = await replica.api.tokens.issue("access", { sub: "ion", role: "firm", firmId: FIRM }, 60);
    const refused = await follow(replica, {}, `Bearer ${token}`);
    await vi.waitFor(() => expect(refused.failure()).toMatchObject({ data: { httpStatus: 403 } }), 10_000);
    expect(refused.events).toEqual([]);
  });
});

describe("usage.changes ends", () => {
  const RECHECK_MS = 15_000;
  // Only what the credentials are looked at by.
  const holdTheClock = () => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });

  it("when the key that opened it is revoked", async () => {
    const replica = await startReplica(createMemoryUsageCache());
    const { keys } = replica.services;
    const { id, key } = await keys.create({ firmId: FIRM, name: "page", scopes: ["read"] }, "test");
    holdTheClock();
    const follower = await follow(replica, { firmId: FIRM }, `Bearer ${key}`);
    await follower.untilEvents(1);
    await keys.revoke(id);
    await vi.advanceTimersByTimeAsync(RECHECK_MS);
    await vi.waitFor(() => expect(follower.failure()).toBeInstanceOf(TRPCClientError), 10_000);
    expect(follower.failure()).toMatchObject({
      message: `You are not signed in: the API key ${id} was revoked; ask an operator for a new one`,
      data: { code: "UNAUTHORIZED", httpStatus: 401, path: "usage.changes" },
    });
  });

  it("when the token that opened it has expired, and not before", async () => {
    let now = Date.now();
    const replica = await startReplica(createMemoryUsageCache(), { clock: () => new Date(now) });
    const { token } = await replica.api.tokens.issue("access", { sub: "ion", role: "firm", firmId: FIRM }, 20);
    holdTheClock();
    const follower = await follow(replica, { firmId: FIRM }, `Bearer ${token}`);
    await follower.untilEvents(1);
    await vi.advanceTimersByTimeAsync(RECHECK_MS);
    await record(replica);
    await follower.untilEvents(2);
    expect(follower.failure()).toBeUndefined();
    now += 21_000;
    await vi.advanceTimersByTimeAsync(RECHECK_MS);
    await vi.waitFor(() => expect(follower.failure()).toMatchObject({ data: { httpStatus: 401 } }), 10_000);
  });

  it("when the server stops, which does not wait for it, and its reader connects anew", async () => {
    const replica = await startReplica(createMemoryUsageCache());
    const follower = await follow(replica, { firmId: FIRM });
    await follower.untilEvents(1);
    await replica.api.app.close();
    await vi.waitFor(() => expect(follower.states.at(-1)).toBe("connecting"), 10_000);
    expect(follower.failure()).toBeUndefined();
  });
});

describe("usage.changes refuses", () => {
  const EVENTS = { accept: "text/event-stream" };

  async function open(replica: Replica, headers: Record<string, string>) {
    const query = `input=${encodeURIComponent(JSON.stringify({ firmId: FIRM }))}`;
    const leave = new AbortController();
    const response = await fetch(`${replica.origin}/trpc/usage.changes?${query}`, { headers, signal: leave.signal });
    stops.push(async () => leave.abort());
    return { response, leave: () => leave.abort() };
  }

  it("a page of another site, whose browser sends the cookie", async () => {
    const replica = await startReplica(createMemoryUsageCache());
    const cookie = `usage-session=${(await replica.api.tokens.issue("access", OPS, 60)).token}`;
    const { response } = await open(replica, { ...EVENTS, cookie, "sec-fetch-site": "cross-site" });
    expect(await response.text()).toContain('"httpStatus":403');
  });

  it("the hundred and first of one caller, says when to come again, and takes it when one has left", async () => {
    const replica = await startReplica(createMemoryUsageCache());
    const headers = { ...EVENTS, ...(await replica.api.signedInAs(OPS)) };
    const opened = await Promise.all(Array.from({ length: 100 }, () => open(replica, headers)));
    const { response } = await open(replica, headers);
    expect(response.headers.get("retry-after")).toBe("5");
    const said = await response.text();
    expect(said).toContain("event: serialized-error");
    expect(said).toContain('"httpStatus":429');
    const firms = await replica.api.signedInAs({ sub: "ion", role: "firm", firmId: FIRM });
    expect((await open(replica, { ...EVENTS, ...firms })).response.headers.get("retry-after")).toBeNull();
    opened[0]?.leave();
    await vi.waitFor(async () => expect((await open(replica, headers)).response.headers.get("retry-after")).toBeNull());
  });

  it("to be kept back by a proxy, or by a browser's cache", async () => {
    const replica = await startReplica(createMemoryUsageCache());
    const { response } = await open(replica, { ...EVENTS, ...(await replica.api.signedInAs(OPS)) });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
  });
});
