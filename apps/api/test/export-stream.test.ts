import { once } from "node:events";
import { type ClientRequest, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { type ExactCall, UsageError } from "usage-db";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TokenCaller } from "../src/access/caller.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { servicesWith } from "./support/services.ts";

const CALL: ExactCall = {
  id: "call",
  createdAt: "2026-11-24T10:00:00.000000Z",
  date: "2026-11-24",
  userId: "ana",
  userName: "Ana",
  feature: "chat",
  model: "large",
  provider: null,
  inputTokens: 1,
  outputTokens: 1,
  cost: null,
  success: true,
  errorCode: null,
  latencyMs: null,
  source: "api",
  unpricedReason: "no_rate",
  voided: false,
};

const RANGE = { startDate: "2026-11-24", endDate: "2026-11-24" };

/** A ledger without an end, and how it is read. */
function endlessCalls(parts = Number.POSITIVE_INFINITY) {
  const seen = { parts: 0, isLeft: false };
  const services = servicesWith({
    reader: {
      async *allCalls() {
        try {
          for (; seen.parts < parts; seen.parts += 1) yield Array.from({ length: 1_000 }, () => CALL);
          throw new UsageError("timeout", "The database took too long");
        } finally {
          seen.isLeft = true;
        }
      },
    },
  });
  return { seen, services };
}

async function send({ app, signedInAs }: TestApi, caller: TokenCaller = OPS, seconds = 3_600): Promise<ClientRequest> {
  if (!app.server.listening) await app.listen({ host: "127.0.0.1", port: 0 });
  const query = new URLSearchParams({
    firmId: caller.firmId ?? "acme",
    query: JSON.stringify({ range: RANGE }),
  });
  const { port } = app.server.address() as AddressInfo;
  const headers = await signedInAs(caller, seconds);
  return get(`http://127.0.0.1:${port}/v1/export/calls.csv?${query}`, { headers, agent: false });
}

async function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  const [response] = await once(request, "response");
  response.on("error", () => undefined);
  return response;
}

async function open(api: TestApi, caller: TokenCaller = OPS, seconds = 3_600): Promise<IncomingMessage> {
  return answerTo(await send(api, caller, seconds));
}

async function told(response: IncomingMessage): Promise<unknown[]> {
  let body = "";
  for await (const chunk of response) body += String(chunk);
  return [response.statusCode, response.headers["retry-after"], JSON.parse(body).error.message];
}

/** The same, but the first part comes when it is let. */
function heldCalls() {
  const { seen, services } = endlessCalls();
  const held = { isAsked: false, letGo: (): void => undefined };
  const released = new Promise<void>((resolve) => {
    held.letGo = resolve;
  });
  const { reader } = services;
  const late = {
    ...reader,
    async *allCalls(...asked: Parameters<typeof reader.allCalls>) {
      held.isAsked = true;
      await released;
      yield* reader.allCalls(...asked);
    },
  };
  return { seen, held, services: { ...services, reader: late } };
}

/** Until nothing comes any more, for better or worse. */
function drained(response: IncomingMessage): Promise<unknown> {
  return new Promise((resolve) => response.once("close", resolve).resume());
}

/** Until no more is read: everything between the two ends is full. */
async function untilItStalls(seen: { readonly parts: number }): Promise<number> {
  let before = -1;
  await vi.waitFor(
    () => {
      const stalled = seen.parts === before;
      before = seen.parts;
      expect(stalled).toBe(true);
    },
    { timeout: 10_000, interval: 200 },
  );
  return seen.parts;
}

it("reads no faster than its reader, and no further when that one leaves", async () => {
  const { seen, services } = endlessCalls();
  await using api = await testApi(services);
  const response = await open(api);
  const parts = await untilItStalls(seen);
  response.destroy();
  await vi.waitFor(() => expect(seen.isLeft).toBe(true));
  expect(seen.parts).toBeLessThanOrEqual(parts + 1);
});

it("has no end when something fails half way, so that nobody takes it for whole", async () => {
  const { services } = endlessCalls(3);
  await using api = await testApi(services);
  const response = await open(api);
  await drained(response);
  expect(response.complete).toBe(false);
});

it("is cut when the server stops, which does not wait for its reader", async () => {
  const { seen, services } = endlessCalls();
  const api = await testApi(services);
  const response = await open(api);
  await untilItStalls(seen);
  await api.app.close();
  await vi.waitFor(() => expect(seen.isLeft).toBe(true));
  await drained(response);
  expect(response.complete).toBe(false);
});

it("is cut too when it begins while the server stops", async () => {
  const { seen, held, services } = heldCalls();
  const api = await testApi(services);
  const request = await send(api);
  const failed = once(request, "error");
  await vi.waitFor(() => expect(held.isAsked).toBe(true));
  const closed = api.app.close();
  await vi.waitFor(() => expect(api.app.server.listening).toBe(false));
  held.letGo();
  await closed;
  expect((await failed)[0]).toMatchObject({ code: "ECONNRESET" });
  await vi.waitFor(() => expect(seen.isLeft).toBe(true));
});

it("is not begun for a reader who has left before the first line", async () => {
  const { seen, held, services } = heldCalls();
  await using api = await testApi(services);
  const request = await send(api);
  const failed = once(request, "error");
  await vi.waitFor(() => expect(held.isAsked).toBe(true));
  request.destroy(new Error("left"));
  await failed;
  await vi.waitFor(async () => {
    const connections = await promisify(api.app.server.getConnections.bind(api.app.server))();
    expect(connections).toBe(0);
  });
  held.letGo();
  await vi.waitFor(() => expect(seen.isLeft).toBe(true));
  expect(seen.parts).toBeLessThanOrEqual(1);
});

it("is one of four of a caller, and one of twelve of all, until the work for it has ended", async () => {
  const ends: (() => void)[] = [];
  const services = servicesWith({
    reader: {
      async *allCalls() {
        yield [CALL];
        await new Promise<void>((resolve) => ends.push(resolve));
      },
    },
  });
  await using api = await testApi(services);
  const callerOf = (name: string) => ({ ...OPS, sub: name });
  const opened: IncomingMessage[] = [];
  for (const name of ["ana", "ana", "ana", "ana"]) opened.push(await open(api, callerOf(name)));
  await vi.waitFor(() => expect(ends).toHaveLength(4));
  const fifth = await open(api, callerOf("ana"));
  expect(await told(fifth)).toEqual([
    429,
    "5",
    "4 downloads of yours are under way; wait for one, and ask again in 5 seconds",
  ]);
  const ofFirms = {
    url: "/v1/export/firms.csv",
    query: { query: "{}" },
    headers: await api.signedInAs(callerOf("ana")),
  };
  expect((await api.app.inject(ofFirms)).statusCode).toBe(429);
  opened[0]?.destroy();
  expect((await open(api, callerOf("ana"))).statusCode).toBe(429);
  ends[0]?.();
  await vi.waitFor(async () => {
    const again = await open(api, callerOf("ana"));
    if (again.statusCode !== 200) again.destroy();
    expect(again.statusCode).toBe(200);
  });
  // One name in two firms is two callers.
  const others = ["b", "b", "b", "b", "c", "c", "c", "c"].map((firmId) =>
    open(api, { sub: "ion", role: "firm", firmId }),
  );
  for (const { statusCode } of await Promise.all(others)) expect(statusCode).toBe(200);
  expect(await told(await open(api, callerOf("d")))).toEqual([
    503,
    "5",
    "12 downloads are under way; ask for this one again in 5 seconds",
  ]);
});

it.each([
  ["of a firm's usage that fails", "explore.csv", { firmId: "acme", query: JSON.stringify({ range: RANGE }) }, 504],
  ["of all firms", "firms.csv", { query: "{}" }, 200],
])("takes no place any more once it has ended: %s", async (_name, file, query, status) => {
  const exactExplore = () => Promise.reject(new UsageError("timeout", "The database took too long"));
  await using api = await testApi(servicesWith({ reader: { exactExplore }, readExactFirms: async () => [] }));
  const headers = await api.signedInAs(OPS);
  const statuses: number[] = [];
  for (let time = 1; time <= 5; time += 1)
    statuses.push((await api.app.inject({ url: `/v1/export/${file}`, query, headers })).statusCode);
  expect(statuses).toEqual(Array(5).fill(status));
});

describe("with the clock held", () => {
  afterEach(() => void vi.useRealTimers());

  it("ends with the credentials that it was asked for with", async () => {
    let now = Date.now();
    const { seen, services } = endlessCalls();
    await using api = await testApi(services, { clock: () => new Date(now) });
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const response = await open(api, OPS, 20);
    await untilItStalls(seen);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(seen.isLeft).toBe(false);
    now += 21_000;
    await vi.advanceTimersByTimeAsync(15_000);
    await vi.waitFor(() => expect(seen.isLeft).toBe(true));
    await drained(response);
    expect(response.complete).toBe(false);
  });

  it("ends when its reader takes nothing for a minute", async () => {
    const { seen, services } = endlessCalls();
    await using api = await testApi(services);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const response = await open(api);
    await untilItStalls(seen);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(seen.isLeft).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(() => expect(seen.isLeft).toBe(true));
    await drained(response);
    expect(response.complete).toBe(false);
  });

  it("is told as taking too long when its first line does not come", async () => {
    const { held, services } = heldCalls();
    await using api = await testApi(services);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = answerTo(await send(api));
    await vi.waitFor(() => expect(held.isAsked).toBe(true));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await told(await answer)).toEqual([
      504,
      undefined,
      "The first line of calls.csv took longer than 10 s; ask for less, or try again later",
    ]);
    held.letGo();
  });
});
