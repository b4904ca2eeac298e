import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { type ApiKeyScope, createFirm, UsageReader } from "usage-db";
import { runSql } from "usage-db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const TODAY = { startDate: "2026-11-01", endDate: "2026-11-30" };

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;
let services: ReturnType<typeof databaseServices>;
const keys: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestDatabase();
  for (const id of ["acme", "globex"]) await createFirm(test.database, { id, name: id, timeZone: "Europe/Bucharest" });
  services = databaseServices({ database: test.database, cache: test.cache, clock: () => NOW });
  api = await testApi(services, { clock: () => NOW });
  const kinds: [string, string | null, ApiKeyScope[]][] = [
    ["ingest", "acme", ["ingest"]],
    ["backfill", "acme", ["ingest", "backfill"]],
    ["read", "acme", ["read"]],
    ["gateway", null, ["ingest"]],
  ];
  for (const [name, firmId, scopes] of kinds) {
    keys[name] = (await services.keys.create({ firmId, name, scopes }, "an operator")).key;
  }
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});
beforeEach(() => runSql(test.connectionString, "DELETE FROM ai_usage_log; DELETE FROM ai_usage_incident"));

function call(change: object = {}): Record<string, unknown> {
  return {
    id: "call-1",
    feature: "chat",
    model: "gpt-4o",
    inputTokens: 100,
    outputTokens: 50,
    costEur: "0.5",
    success: true,
    createdAt: "2026-11-24T11:59:00Z",
    ...change,
  };
}

function post(body: string | Buffer, headers: Record<string, string> = {}, key = "ingest") {
  return api.app.inject({
    method: "POST",
    url: "/v1/usage",
    headers: { authorization: `Bearer ${keys[key]}`, "content-type": "application/json", ...headers },
    body,
  });
}

/** What the ledger says now, whatever is cached. */
async function totals(firmId = "acme") {
  const reader = new UsageReader({ database: test.database, cache: test.cache, clock: () => NOW });
  await reader.invalidateCache(firmId);
  const { data, unpricedCalls } = await reader.overview(firmId, TODAY);
  return { calls: data.totalCalls, cost: data.totalCost, unpricedCalls };
}

describe("ingest.record", () => {
  it("tells what became of each call", async () => {
    const headers = { authorization: `Bearer ${keys["ingest"]}` };
    const calls = [call(), call(), call({ outputTokens: 1 }), call({ id: "bad", inputTokens: "1,5" })];
    const response = await api.mutate("ingest.record", { firmId: "acme", calls }, headers);
    expect(response.json().result.data).toEqual([
      { status: "recorded", id: "call-1" },
      { status: "duplicate", id: "call-1" },
      { status: "conflict", id: "call-1", fields: ["outputTokens"] },
      {
        status: "rejected",
        id: "bad",
        faults: [{ field: "inputTokens", message: '"1,5" must be a whole number' }],
      },
    ]);
    expect(await totals()).toEqual({ calls: 1, cost: 0.5, unpricedCalls: 0 });
  });

  it("takes 1,000 calls of a megabyte, and not one more", async () => {
    const headers = { authorization: `Bearer ${keys["ingest"]}` };
    const calls = Array.from({ length: 1_000 }, (_, index) => call({ id: `${index}`, feature: "x".repeat(200) }));
    const taken = await api.mutate("ingest.record", { firmId: "acme", calls }, headers);
    expect(taken.statusCode).toBe(200);
    const refused = await api.mutate("ingest.record", { firmId: "acme", calls: [...calls, call()] }, headers);
    expect(refused.statusCode).toBe(400);
    expect(refused.json().error.message).toContain("calls: has over 1000 entries");
    expect(await totals()).toMatchObject({ calls: 1_000 });
  });

  it("takes two records that a client put into one request", async () => {
    const recordOf = (prefix: string) => ({
      firmId: "acme",
      calls: Array.from({ length: 200 }, (_, index) => call({ id: `${prefix}-${index}`, feature: "x".repeat(200) })),
    });
    const response = await api.mutate(
      "ingest.record,ingest.record?batch=1",
      { 0: recordOf("a"), 1: recordOf("b") },
      { authorization: `Bearer ${keys["ingest"]}` },
    );
    expect(response.statusCode).toBe(200);
    expect(await totals()).toMatchObject({ calls: 400 });
  });

  it("takes history from a key with the scope for it alone", async () => {
    const history = { firmId: "acme", calls: [call({ createdAt: "2025-01-01T00:00:00Z" })] };
    const asked = async (key: string) =>
      (await api.mutate("ingest.record", history, { authorization: `Bearer ${keys[key]}` })).json().result.data;
    expect(await asked("ingest")).toMatchObject([{ status: "rejected", faults: [{ field: "createdAt" }] }]);
    expect(await asked("backfill")).toMatchObject([{ status: "recorded" }]);
  });

  it("moves a call into history with that scope alone", async () => {
    await post(JSON.stringify([call()]));
    const moved = { firmId: "acme", id: "call-1", changes: { createdAt: "2025-01-01T00:00:00Z" }, reason: "a test" };
    const asked = async (key: string) =>
      (await api.mutate("ingest.correct", moved, { authorization: `Bearer ${keys[key]}` })).json().result.data;
    expect(await asked("ingest")).toMatchObject({ status: "rejected", faults: [{ field: "createdAt" }] });
    expect(await asked("backfill")).toMatchObject({ status: "corrected" });
  });
});

describe("ingest.void and ingest.correct", () => {
  it("change what was recorded, in the name of the caller, and every figure follows", async () => {
    await post(JSON.stringify([call(), call({ id: "call-2" })]));
    const headers = { authorization: `Bearer ${keys["ingest"]}` };
    const voided = { firmId: "acme", ids: ["call-2"], reason: "a test run" };
    expect((await api.mutate("ingest.void", voided, headers)).json().result.data).toEqual([
      { id: "call-2", status: "voided" },
    ]);
    const corrected = { firmId: "acme", id: "call-1", changes: { costEur: "0.25" }, reason: "billed otherwise" };
    const ops = await api.signedInAs(OPS);
    expect((await api.mutate("ingest.correct", corrected, ops)).json().result.data).toEqual({
      id: "call-1",
      status: "corrected",
    });
    expect(await totals()).toEqual({ calls: 1, cost: 0.25, unpricedCalls: 0 });
  });

  it.each([
    ["ingest.void", { ids: ["call-1"] }, "reason: is missing; say why"],
    ["ingest.void", { ids: [], reason: "x" }, "ids: is empty; give at least one"],
    ["ingest.correct", { id: "call-1", changes: [], reason: "x" }, "changes: must be an object"],
    ["ingest.correct", { id: "\0", changes: {}, reason: "x" }, "id: must be text without NUL"],
  ])("%s with %j is refused by field", async (path, input, told) => {
    const response = await api.mutate(
      path,
      { firmId: "acme", ...input },
      { authorization: `Bearer ${keys["ingest"]}` },
    );
    expect(response.statusCode).toBe(400);
    expect(response.json().error.message).toContain(told);
  });
});

describe("POST /v1/usage", () => {
  it.each([
    ["a list", JSON.stringify([call()]), {}],
    ["an object with calls", JSON.stringify({ calls: [call()] }), {}],
    ["lines", `${JSON.stringify(call())}\n\n`, { "content-type": "application/x-ndjson; charset=utf-8" }],
    ["gzip", gzipSync(JSON.stringify([call()])), { "content-encoding": "gzip" }],
  ])("takes %s", async (_what, body, headers) => {
    const response = await post(body, headers);
    expect([response.statusCode, response.json()]).toEqual([200, { results: [{ status: "recorded", id: "call-1" }] }]);
    expect(await totals()).toEqual({ calls: 1, cost: 0.5, unpricedCalls: 0 });
  });

  it("prices what has no cost, and never takes an unpriced call for 0", async () => {
    await post(JSON.stringify([call({ costEur: null, model: "never-heard-of" })]));
    expect(await totals()).toEqual({ calls: 1, cost: 0, unpricedCalls: 1 });
  });

  it("records for the key's own firm, and for the named ones by a gateway's key", async () => {
    expect((await post(JSON.stringify([call({ firmId: "globex" })]))).statusCode).toBe(200);
    expect(await totals("globex")).toMatchObject({ calls: 0 });
    const calls = [call({ id: "g", firmId: "globex" }), call({ id: "n" }), call({ id: "x", firmId: "nobody" })];
    expect((await post(JSON.stringify(calls), {}, "gateway")).json().results).toMatchObject([
      { status: "recorded", id: "g" },
      { status: "rejected", id: "n", faults: [{ field: "firmId", message: expect.stringContaining("is missing") }] },
      { status: "rejected", id: "x", faults: [{ field: "firmId", message: expect.stringContaining("nobody") }] },
    ]);
    expect(await totals("globex")).toMatchObject({ calls: 1 });
  });

  it("refuses a call of a firm that no firm can be called", async () => {
    const response = await post(JSON.stringify([call({ firmId: "a\0b" })]), {}, "gateway");
    expect(response.statusCode).toBe(400);
    expect(response.json().error.message).toContain('firmId: there is no firm "a\\u0000b"');
  });

  it.each(["text/plain", "application/json, text/plain", "garbage", ""])(
    "tells which types it takes whom sends %j",
    async (type) => {
      const response = await post("[]", { "content-type": type });
      expect(response.statusCode).toBe(415);
      expect(response.json().error.message).toBe(
        `content-type must be application/json or application/x-ndjson, not ${JSON.stringify(type)}`,
      );
    },
  );

  it("takes lines whatever the case of their type", async () => {
    const lines = `${JSON.stringify(call())}\n${JSON.stringify(call({ id: "call-2" }))}`;
    expect((await post(lines, { "content-type": "Application/X-NDJSON" })).statusCode).toBe(200);
  });

  it.each([
    ["no key", { authorization: "" }, 401],
    ["a key of nonsense", { authorization: "Bearer usage_nonsense" }, 401],
  ])("refuses %s before it reads the body", async (_what, headers, status) => {
    expect((await post("{", headers)).statusCode).toBe(status);
  });

  it("refuses a key that only reads, and a firm's token", async () => {
    const firmToken = await api.signedInAs({ sub: "ion", role: "firm", firmId: "acme" });
    for (const response of [await post("[]", {}, "read"), await post("[]", firmToken)]) {
      expect(response.statusCode).toBe(403);
      expect(response.json().error.message).toContain("scope ingest");
    }
  });

  it.each([
    ["NaN", '[{"inputTokens": NaN}]', "is not JSON"],
    ["1e400", JSON.stringify([call()]).replace("100", "1e400"), "inputTokens"],
    ["2^63", JSON.stringify([call({ outputTokens: 2 ** 63 })]), "outputTokens"],
    ["1,5", JSON.stringify([call({ costEur: "1,5" })]), "costEur"],
    ["NUL", JSON.stringify([call({ feature: "a\0b" })]), "feature"],
    ["a lone surrogate", JSON.stringify([call({ userId: "\uD800" })]), "userId"],
    ["__proto__", '[{"__proto__": {"id": "1"}}]', "__proto__"],
    ["a depth of 10,000", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "call"],
    ["a deep field", JSON.stringify([call()]).replace('"chat"', `${"[".repeat(5_000)}${"]".repeat(5_000)}`), "feature"],
    ["an empty body", "", "is not JSON"],
    ["an empty list", "[]", "calls: the body has none"],
    ["another object", '{"call": []}', "The body must be a list of calls"],
    ["a field beside calls", '{"calls": [], "firm": 1}', "firm: is not a known field"],
    ["no UTF-8", Buffer.from([0x5b, 0xff, 0x5d]), "not UTF-8"],
    ["a cut body", JSON.stringify([call()]).slice(0, -3), "is not JSON"],
  ])("refuses %s by a 400 that says what is wrong, and writes nothing", async (_what, body, told) => {
    const response = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.json().error.message).toContain(told);
    expect(await totals()).toMatchObject({ calls: 0 });
  });

  it("takes -0 for 0", async () => {
    expect((await post(JSON.stringify([call()]).replace("100", "-0"))).statusCode).toBe(200);
  });

  it.each([
    ["10 MB", Buffer.alloc(10_000_000, " "), {}, 413],
    ["a bomb", gzipSync(Buffer.alloc(50_000_000)), { "content-encoding": "gzip" }, 413],
    ["cut gzip", gzipSync(JSON.stringify([call()])).subarray(0, -10), { "content-encoding": "gzip" }, 400],
    ["another encoding", "[]", { "content-encoding": "br" }, 415],
    ["another type", "[]", { "content-type": "text/plain" }, 415],
    ["too many calls", JSON.stringify(Array.from({ length: 1_001 }, () => call())), {}, 413],
  ])("refuses %s", async (_what, body, headers, status) => {
    const response = await post(body, headers);
    expect(response.statusCode).toBe(status);
    expect(response.json().error.message).not.toBe("");
  });

  it("answers 200 or 4xx to any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        const { statusCode } = await post(body);
        expect([200, 400]).toContain(statusCode);
      }),
      { numRuns: 50 },
    );
  });
});
