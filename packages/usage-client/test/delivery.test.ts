import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UsageRecorder, type UsageRecorderOptions } from "../src/usage-recorder.ts";
import { callOf, callsWithIds } from "./support/calls.ts";
import { answer, deadServerUrl, type LedgerServer, ledgerServer, refuseWith } from "./support/ledger-server.ts";
import { type Logbook, logbook } from "./support/logbook.ts";

let server: LedgerServer;
let logger: Logbook;

beforeEach(async () => {
  server = await ledgerServer();
  logger = logbook();
  // Full jitter without a wait; how long waits are is tested in retry-delay.test.ts.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await server[Symbol.asyncDispose]();
});

function recorderOf(options: Partial<UsageRecorderOptions> = {}): UsageRecorder {
  return new UsageRecorder({ url: server.url, apiKey: "key-1", logger, ...options });
}

const NOTHING = { recorded: 0, duplicates: 0, conflicts: 0, rejected: 0, dropped: 0, pending: 0, retried: 0 };

describe("UsageRecorder", () => {
  it("sends calls together, with the key, to /v1/usage", async () => {
    await using recorder = recorderOf({ url: `${server.url}/` });
    recorder.record(callOf({ id: "a" }));
    recorder.record(callOf({ id: "b", costEur: "0.1" }));
    await recorder.flush();

    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request?.url).toBe("/v1/usage");
    expect(request?.headers).toMatchObject({ authorization: "Bearer key-1", "content-type": "application/json" });
    expect(request?.calls).toMatchObject([
      { id: "a", inputTokens: 10, costEur: null },
      { id: "b", costEur: "0.1" },
    ]);
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 2 });
    expect(logger.lines).toEqual([]);
  });

  it("sends by itself what waited for the interval", async () => {
    await using recorder = recorderOf({ intervalMs: 1 });
    recorder.record(callOf());
    await server.received(1);
    await vi.waitFor(() => expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 1 }));
  });

  it("sends by itself what fills a batch, before the interval is over, and leaves the rest for the interval", async () => {
    await using recorder = recorderOf({ intervalMs: 600_000, batchSize: 3 });
    for (const call of callsWithIds(7)) recorder.record(call);
    await vi.waitFor(() => expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 6, pending: 1 }));
    expect(server.requests.map(({ calls }) => calls.length)).toEqual([3, 3]);
  });

  it("compresses large bodies", async () => {
    await using recorder = recorderOf();
    for (const call of callsWithIds(400)) recorder.record(call);
    await recorder.flush();
    expect(server.requests[0]?.headers["content-encoding"]).toBe("gzip");
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 400 });
  });

  it("gives a call an id and a time of its own", async () => {
    await using recorder = recorderOf();
    const before = Date.now();
    recorder.record(callOf());
    recorder.record(callOf({ id: undefined, createdAt: undefined }));
    await recorder.flush();
    const [first, second] = server.requests[0]?.calls ?? [];
    expect(first?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(first?.id).not.toBe(second?.id);
    expect(Date.parse(first?.createdAt ?? "")).toBeGreaterThanOrEqual(before);
  });

  it("sends the call as it was when it was recorded, whatever happens to the caller's object", async () => {
    await using recorder = recorderOf();
    const call = { ...callOf({ id: "a" }), inputTokens: 1 };
    recorder.record(call);
    call.inputTokens = 2;
    await recorder.flush();
    expect(server.requests[0]?.calls).toMatchObject([{ inputTokens: 1 }]);
  });

  it.each([408, 425, 429, 500, 502, 503, 504])("sends the same body under the same ids after %i", async (status) => {
    await using recorder = recorderOf();
    server.next(refuseWith(status), 3);
    recorder.record(callOf());
    recorder.record(callOf());
    await recorder.flush();
    expect(server.requests).toHaveLength(4);
    expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
    expect(server.ledger.size).toBe(2);
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 2, retried: 3 });
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ["warn", "Cannot send AI calls; retrying"],
      ["info", "AI calls are being sent again"],
    ]);
  });

  it("counts a call once when the server committed and the connection broke before its answer", async () => {
    await using recorder = recorderOf();
    server.next((_request, reply, commit) => {
      commit();
      reply.destroy();
    });
    recorder.record(callOf());
    await recorder.flush();
    expect(server.ledger.size).toBe(1);
    expect(recorder.stats()).toEqual({ ...NOTHING, duplicates: 1, retried: 1 });
  });

  it("gives up waiting for an answer, and sends again", async () => {
    await using recorder = recorderOf({ timeoutMs: 500 });
    server.next(() => undefined);
    recorder.record(callOf());
    await recorder.flush();
    expect(recorder.stats()).toMatchObject({ recorded: 1 });
    expect(logger.lines[0]?.fields).toMatchObject({ reason: expect.stringContaining("gave no answer within 500 ms") });
  });

  it("does not come back before the time of a Retry-After, even to flush", async () => {
    await using recorder = recorderOf();
    server.next(refuseWith(429, { "retry-after": "1" }));
    recorder.record(callOf());
    const flushed = recorder.flush();
    await server.received(1);
    await Promise.all([flushed, recorder.flush()]);
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ["a page of a proxy", 200, "hello"],
    ["too few results", 200, { results: [] }],
    ["a result of no kind", 200, { results: [{ status: "perhaps" }] }],
    ["a fault that is none", 200, { results: [{ status: "rejected", id: "call-1", faults: [null] }] }],
    ["a field that is none", 200, { results: [{ status: "conflict", id: "call-1", fields: [null] }] }],
    ["a refusal that is not the API's", 400, "bad request"],
    ["an unknown key", 401, { error: { message: "the key is not known", data: {} } }],
    ["a key without the right", 403, { error: { message: "the key may not record", data: {} } }],
    ["a wrong address", 404, { error: { message: "there is nothing here", data: {} } }],
  ])("keeps calls after %s, until they are taken", async (_name, status, content) => {
    await using recorder = recorderOf();
    server.next((_request, reply) => answer(reply, status, content));
    recorder.record(callOf());
    await recorder.flush({ timeoutMs: 50 });
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));
    // What only people can mend is tried again after half a minute, or at once when asked.
    await recorder.flush();
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 1, retried: 1 });
  });

  it("says that the key is refused, once, and that calls are sent again", async () => {
    await using recorder = recorderOf();
    server.next(refuseWith(401), 2);
    recorder.record(callOf());
    await recorder.flush({ timeoutMs: 50 });
    await recorder.flush({ timeoutMs: 50 });
    await recorder.flush();
    expect(logger.lines).toEqual([
      {
        level: "error",
        fields: { reason: `${server.url}/v1/usage answered 401: refused with 401`, pending: 1 },
        message: "The server takes no AI calls; check url and apiKey. Still trying",
      },
      { level: "info", fields: { pending: 1 }, message: "AI calls are being sent again" },
    ]);
  });

  it("does not carry the key to where the server redirects", async () => {
    await using elsewhere = await ledgerServer();
    await using recorder = recorderOf();
    server.next((_request, reply) => answer(reply, 307, {}, { location: `${elsewhere.url}/v1/usage` }));
    recorder.record(callOf());
    await recorder.flush({ timeoutMs: 50 });
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));
    expect(elsewhere.requests).toEqual([]);
    expect(recorder.stats()).toMatchObject({ pending: 1 });
  });

  it("halves a body that is too large, and drops a call that is too large alone", async () => {
    await using recorder = recorderOf();
    const calls = callsWithIds(9);
    server.next(
      refuseWhen(({ calls: sent }) => sent.length > 2 || sent.some(({ id }) => id === "call-4"), 413),
      99,
    );
    for (const call of calls) recorder.record(call);
    await recorder.flush();
    expect([...server.ledger.keys()]).toEqual(calls.map(({ id }) => id).filter((id) => id !== "call-4"));
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 8, dropped: 1 });
    expect(logger.lines).toEqual([
      {
        level: "error",
        fields: { calls: 1, reason: "the server answered 413: refused with 413" },
        message: "Dropped AI calls; the ledger will not have them",
      },
    ]);
  });

  it("protects the calls of a batch from the ones for which the API refuses it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), async (count, every) => {
        await using own = await ledgerServer();
        await using recorder = recorderOf({ url: own.url, batchSize: 16 });
        const isGuilty = (id: string) => Number(id.slice("call-".length)) % every === 0;
        own.next(
          refuseWhen(({ calls }) => calls.some(({ id }) => isGuilty(id)), 400),
          999,
        );
        const ids = callsWithIds(count).map((call) => {
          recorder.record(call);
          return call.id ?? "";
        });
        await recorder.flush();
        const innocent = ids.filter((id) => !isGuilty(id));
        expect([...own.ledger.keys()]).toEqual(innocent);
        expect(recorder.stats()).toMatchObject({ recorded: innocent.length, dropped: count - innocent.length });
      }),
      { numRuns: 20 },
    );
  });

  it("counts and tells what the server makes of each call", async () => {
    await using recorder = recorderOf();
    server.next((_request, reply) =>
      answer(reply, 200, {
        results: [
          { status: "recorded", id: "call-0" },
          { status: "duplicate", id: "call-1" },
          { status: "conflict", id: "call-2", fields: ["model", "costEur"] },
          { status: "rejected", id: "call-3", faults: [{ field: "createdAt", message: "lies in the future" }] },
        ],
      }),
    );
    for (const call of callsWithIds(4)) recorder.record(call);
    await recorder.flush();
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 1, duplicates: 1, conflicts: 1, rejected: 1 });
    expect(logger.lines.map(({ level, fields }) => [level, fields])).toEqual([
      ["warn", { calls: 1, example: { id: "call-2", fields: ["model", "costEur"] } }],
      ["warn", { calls: 1, example: { id: "call-3", faults: "createdAt: lies in the future" } }],
    ]);
  });

  it("keeps a bounded number of calls: the first ones, and says how many more there were", async () => {
    await using recorder = recorderOf({ maxPendingCalls: 10 });
    for (const call of callsWithIds(25)) recorder.record(call);
    expect(recorder.stats()).toEqual({ ...NOTHING, pending: 10, dropped: 15 });
    await recorder.close();
    expect([...server.ledger.keys()]).toEqual(callsWithIds(10).map(({ id }) => id));
    expect(logger.lines.map(({ fields }) => fields)).toEqual([
      { calls: 1, reason: "no room: 10 calls could not be sent yet" },
      { calls: 14, reason: "no room: 10 calls could not be sent yet" },
    ]);
  });

  it("keeps a bounded number of bytes, those on their way included, and has room again after", async () => {
    await using recorder = recorderOf({ maxPendingBytes: 2_000, batchSize: 1 });
    let reply: () => void = () => undefined;
    server.next((_request, held, commit) => {
      reply = () => answer(held, 200, { results: commit() });
    });
    recorder.record(callOf());
    await server.received(1);
    for (const call of callsWithIds(99)) recorder.record(call);
    const { pending, dropped } = recorder.stats();
    expect(pending).toBeGreaterThan(2);
    expect(pending).toBeLessThan(8);
    expect(dropped).toBe(100 - pending);
    reply();
    await recorder.flush();
    recorder.record(callOf());
    expect(recorder.stats()).toMatchObject({ recorded: pending, pending: 1, dropped });
  });

  it("sends at once when it has no room for more, though neither a batch is full nor the interval over", async () => {
    await using recorder = recorderOf({ maxPendingBytes: 2_000, intervalMs: 600_000 });
    for (const call of callsWithIds(20)) recorder.record(call);
    await server.received(1);
    expect(recorder.stats().dropped).toBeGreaterThan(0);
  });

  it("loses nothing of what was recorded while a request was under way", async () => {
    await using recorder = recorderOf();
    server.next((_request, reply, commit) => {
      recorder.record(callOf({ id: "late" }));
      answer(reply, 200, { results: commit() });
    });
    recorder.record(callOf({ id: "early" }));
    await recorder.flush();
    expect(recorder.stats()).toMatchObject({ recorded: 1, pending: 1 });
    await recorder.close();
    expect([...server.ledger.keys()]).toEqual(["early", "late"]);
  });

  it("puts each call in exactly once, and accounts for it, however the server fails", async () => {
    const failures = {
      answers: (_: unknown, reply: Parameters<typeof answer>[0], commit: () => unknown) =>
        answer(reply, 200, { results: commit() }),
      commitsAndBreaks: (_: unknown, reply: Parameters<typeof answer>[0], commit: () => unknown) => {
        commit();
        reply.destroy();
      },
      breaks: (_: unknown, reply: Parameters<typeof answer>[0]) => reply.destroy(),
      isBusy: refuseWith(503),
      isTooSmall: refuseWhen(({ calls }) => calls.length > 1, 413),
    };
    const anyFailures = fc.array(fc.constantFrom(...Object.values(failures)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(anyFailures, fc.integer({ min: 1, max: 30 }), async (scripts, count) => {
        await using own = await ledgerServer();
        await using recorder = recorderOf({ url: own.url, batchSize: 4 });
        for (const script of scripts) own.next(script);
        for (const call of callsWithIds(count)) recorder.record(call);
        await recorder.flush();
        const { recorded, duplicates } = recorder.stats();
        expect(recorded + duplicates).toBe(count);
        expect([...own.ledger.keys()].sort()).toEqual(
          callsWithIds(count)
            .map(({ id }) => id)
            .sort(),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe("UsageRecorder.close", () => {
  it("sends what waits, and drops what comes later", async () => {
    const recorder = recorderOf();
    recorder.record(callOf());
    const closed = recorder.close();
    recorder.record(callOf());
    await closed;
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 1, dropped: 1 });
    expect(logger.lines.map(({ fields }) => fields)).toEqual([
      { calls: 1, reason: "recorded after the recorder was closed" },
    ]);
  });

  it("waits for the server, however long, when it is told to", async () => {
    const recorder = recorderOf();
    server.next(refuseWith(503), 3);
    recorder.record(callOf());
    await recorder.close({ timeoutMs: Number.POSITIVE_INFINITY });
    expect(recorder.stats()).toEqual({ ...NOTHING, recorded: 1, retried: 3 });
  });

  it("returns by its deadline when nothing listens, and says what was lost", async () => {
    const recorder = recorderOf({ url: await deadServerUrl() });
    for (const call of callsWithIds(600)) recorder.record(call);
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));
    await Promise.all([recorder.close({ timeoutMs: 50 }), recorder.close()]);
    expect(recorder.stats()).toMatchObject({ recorded: 0, pending: 0, dropped: 600 });
    const lost = logger.lines.filter(({ level }) => level === "error").map(({ fields }) => fields);
    expect(lost.reduce((calls, fields) => calls + ("calls" in fields ? Number(fields.calls) : 0), 0)).toBe(600);
    expect(logger.lines[0]?.fields).toMatchObject({ reason: expect.stringContaining("ECONNREFUSED") });
  });

  it("returns by its deadline when the server does not answer", async () => {
    const recorder = recorderOf();
    server.next(() => undefined);
    recorder.record(callOf());
    await recorder.close({ timeoutMs: 50 });
    expect(recorder.stats()).toMatchObject({ pending: 0, dropped: 1 });
  });

  it("returns by its deadline when the server asked for a longer wait", async () => {
    const recorder = recorderOf();
    server.next(refuseWith(503, { "retry-after": "3600" }));
    recorder.record(callOf());
    await recorder.close({ timeoutMs: 50 });
    expect(recorder.stats()).toMatchObject({ pending: 0, dropped: 1 });
  });

  it("takes its hook off the process", async () => {
    const before = process.listenerCount("beforeExit");
    const recorders = [recorderOf(), recorderOf()];
    expect(process.listenerCount("beforeExit")).toBe(before + 1);
    for (const recorder of recorders) await recorder.close();
    expect(process.listenerCount("beforeExit")).toBe(before);
  });
});

function refuseWhen(
  isRefused: (request: LedgerServer["requests"][number]) => boolean,
  status: number,
): Parameters<LedgerServer["next"]>[0] {
  return (request, reply, commit) => {
    if (isRefused(request)) refuseWith(status)(request, reply, commit);
    else answer(reply, 200, { results: commit() });
  };
}
