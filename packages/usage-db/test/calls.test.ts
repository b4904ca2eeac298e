import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { saveUsers } from "../src/firms.ts";
import { UsageWriter } from "../src/recording/usage-writer.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const RANGE = { startDate: "2026-11-20", endDate: "2026-11-24" };
const CALL = {
  id: "call",
  userId: "ana",
  feature: "chat",
  provider: "house",
  model: "house-model",
  inputTokens: 1000,
  cacheReadTokens: 400,
  outputTokens: 20,
  reasoningTokens: 5,
  costEur: "0.300000000001",
  success: true,
  latencyMs: 812,
  createdAt: "2026-11-24T11:59:00.123456Z",
};
const BY = { by: "an operator", reason: "a test" };

let ledger: Ledger;
let reader: UsageReader;
let writer: UsageWriter;
beforeAll(async () => {
  ledger = await openLedger();
  for (const firm of ["acme", "other", "bounds", "hours", "changes"]) {
    await ledger.sql("INSERT INTO firms VALUES ($1, $1, 'Europe/Bucharest')", [firm]);
  }
  reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache(), clock: () => NOW });
  writer = new UsageWriter({ database: ledger.database, clock: () => NOW });
});
afterAll(() => ledger[Symbol.asyncDispose]());

function record(firmId: string, ...calls: readonly object[]) {
  return writer.record(
    calls.map((call) => ({ firmId, call: { ...CALL, ...call } })),
    { source: "api", mayBackfill: true },
  );
}

async function idsOf(firmId: string, asked: Partial<Parameters<UsageReader["calls"]>[1]>): Promise<string[]> {
  const { data } = await reader.calls(firmId, { range: RANGE, ...asked });
  return data.calls.map(({ id }) => id);
}

describe("calls", () => {
  it("of two firms with the same ids are told apart, by list, by id and by a cursor of the other firm", async () => {
    await saveUsers(ledger.database, "acme", [{ id: "ana", name: "First User" }]);
    await saveUsers(ledger.database, "other", [{ id: "ana", name: "Other User" }]);
    await record(
      "acme",
      { id: "same-1", feature: "of-acme" },
      { id: "same-2", feature: "of-acme", userId: null, costEur: null },
    );
    await record(
      "other",
      { id: "same-1", feature: "of-other" },
      { id: "same-2", feature: "of-other" },
      { id: "alone" },
    );

    const answer = await reader.calls("acme", { range: RANGE });
    expect(answer).toEqual({
      data: {
        calls: [
          {
            id: "same-2",
            createdAt: "2026-11-24T11:59:00.123Z",
            userId: "batch",
            userName: "Procese automate",
            feature: "of-acme",
            model: "house-model",
            provider: "house",
            inputTokens: 1000,
            outputTokens: 20,
            cost: null,
            success: true,
            errorCode: null,
            latencyMs: 812,
            source: "api",
            unpricedReason: "unknown_provider",
            voided: false,
          },
          expect.objectContaining({ id: "same-1", userName: "First User", feature: "of-acme", cost: 0.300000000001 }),
        ],
        nextCursor: null,
      },
      asOf: NOW.toISOString(),
      timeZone: "Europe/Bucharest",
      cacheAgeMs: 0,
    });
    const foreign = (await reader.calls("other", { range: RANGE, limit: 1 })).data.nextCursor;
    expect((await reader.calls("acme", { range: RANGE, cursor: foreign })).data.calls).toMatchObject([
      { id: "same-1", feature: "of-acme", userName: "First User" },
    ]);
    const first = (await reader.calls("acme", { range: RANGE, limit: 1 })).data.nextCursor;
    expect((await reader.calls("other", { range: RANGE, cursor: first })).data.calls).toMatchObject([
      { id: "same-1", feature: "of-other", userName: "Other User" },
      { id: "alone" },
    ]);
    expect((await reader.callStory("acme", "same-1")).data.call).toMatchObject({
      feature: "of-acme",
      userName: "First User",
    });
    await expect(reader.callStory("acme", "alone")).rejects.toMatchObject({
      code: "call_not_found",
      message: 'id: the firm has no call "alone"; check its id',
    });
  });

  it("are found by cost bounds to the last decimal, and unpriced ones by none", async () => {
    // The last two are one double.
    const costs = [
      "0",
      "0.1",
      "0.100000000001",
      "0.100000000002",
      "999999999999.999999999998",
      "999999999999.999999999999",
    ];
    await record("bounds", ...costs.map((costEur) => ({ id: costEur, costEur })), { id: "unpriced", costEur: null });
    const between = async (minCost?: string, maxCost?: string) =>
      (await idsOf("bounds", { minCost, maxCost })).toSorted();
    expect(await between("0.100000000001")).toEqual(costs.slice(2));
    expect(await between(undefined, "0.100000000001")).toEqual(costs.slice(0, 3));
    expect(await between("0.100000000001", "0.100000000001")).toEqual(["0.100000000001"]);
    expect(await between("999999999999.999999999999")).toEqual(costs.slice(5));
    expect(await between("0.2", "999999999999.999999999998")).toEqual(costs.slice(4, 5));
    expect(await between("0", "999999999999.999999999999")).toEqual(costs);
    expect(await idsOf("bounds", { unpricedOnly: true })).toEqual(["unpriced"]);
  });

  it("of the hour that came twice are told apart", async () => {
    await record(
      "hours",
      { id: "first", createdAt: "2026-10-25T03:30:00+03:00" },
      { id: "second", createdAt: "2026-10-25T03:30:00+02:00" },
      { id: "next", createdAt: "2026-10-25T04:00:00+02:00" },
    );
    const range = { startDate: "2026-10-25", endDate: "2026-10-25" };
    expect(await idsOf("hours", { range, hour: "2026-10-25T03:00:00+03:00" })).toEqual(["first"]);
    expect(await idsOf("hours", { range, hour: "2026-10-25T03:00:00+02:00" })).toEqual(["second"]);
    expect(await idsOf("hours", { range, hour: "2026-10-25T02:00:00Z" })).toEqual(["next"]);
    for (const hour of ["2026-10-25T03:30:00+03:00", "2026-10-26T00:00:00+02:00", "2026-10-24T23:00:00+03:00"]) {
      await expect(idsOf("hours", { range, hour })).rejects.toMatchObject({
        code: "invalid_input",
        message: `hour: no hour of Europe/Bucharest starts at ${hour} between 2026-10-25 and 2026-10-25; give the start of one`,
      });
    }
  });

  it("of the hour that a change of clocks by half an hour cut off are not those of the piece after it", async () => {
    await ledger.sql("INSERT INTO firms VALUES ('halves', 'halves', 'Australia/Lord_Howe')");
    // 02:00+11:00 became 01:30+10:30.
    await record(
      "halves",
      { id: "before", createdAt: "2026-04-05T01:45:00+11:00" },
      { id: "after", createdAt: "2026-04-05T01:45:00+10:30" },
    );
    const range = { startDate: "2026-04-05", endDate: "2026-04-05" };
    expect(await idsOf("halves", { range, hour: "2026-04-05T01:00:00+11:00" })).toEqual(["before"]);
    expect(await idsOf("halves", { range, hour: "2026-04-05T01:00:00+10:30" })).toEqual(["after"]);
  });

  it("of a day that began with the hour that came twice are its own, as every figure has it", async () => {
    await ledger.sql("INSERT INTO firms VALUES ('azores', 'azores', 'Atlantic/Azores')");
    // 01:00+00:00 became 00:00-01:00.
    await record(
      "azores",
      { id: "eve", createdAt: "2026-10-24T23:30:00+00:00", costEur: null },
      { id: "first", createdAt: "2026-10-25T00:30:00+00:00", costEur: null },
      { id: "second", createdAt: "2026-10-25T00:30:00-01:00", costEur: null },
    );
    const ofDay = (date: string) => ({ range: { startDate: date, endDate: date } });
    expect(await idsOf("azores", ofDay("2026-10-24"))).toEqual(["eve"]);
    expect(await idsOf("azores", ofDay("2026-10-25"))).toEqual(["second", "first"]);
    expect(await idsOf("azores", { ...ofDay("2026-10-25"), hour: "2026-10-25T00:00:00+00:00" })).toEqual(["first"]);
    for (const [date, calls] of [
      ["2026-10-24", 1],
      ["2026-10-25", 2],
    ] as const) {
      const { range } = ofDay(date);
      const byOne = await reader.explore("azores", { range, groupBy: ["feature"] });
      const byTwo = await reader.explore("azores", { range, groupBy: ["feature", "user"] });
      expect([byOne, byTwo].map(({ data }) => data.total.figures.calls)).toEqual([calls, calls]);
      expect((await reader.dataQuality("azores", range)).data).toMatchObject({
        totalCalls: calls,
        unpricedCalls: calls,
      });
    }
  });

  it.each([
    "",
    "call",
    "2026-11-24T11:59:00.123456Z",
    "2026-11-24T11:59:00.123456Z~",
    "2026-02-30T11:59:00.123456Z~call",
    "2026-11-24T11:59:00Z~call",
    "0000-11-24T11:59:00.123456Z~call",
    "2026-11-24T11:59:00.123456+02:00~call",
    "2026-11-24T11:59:00.123456Z~a\0b",
    "2026-11-24T11:59:00.123456Z~\ud800",
    `2026-11-24T11:59:00.123456Z~${"x".repeat(401)}`,
  ])("with the cursor %j are refused", async (cursor) => {
    await expect(reader.calls("acme", { range: RANGE, cursor })).rejects.toMatchObject({
      code: "invalid_input",
      message: "cursor: is not one that came with a page of calls; ask for the first page",
    });
  });

  it.each([
    [{ minCost: "0.2", maxCost: "0.1" }, "maxCost: 0.1 is below minCost 0.2; give a bound at or above it"],
    [{ minCost: "0.1", unpricedOnly: true }, /^unpricedOnly: goes without minCost and maxCost/],
    [{ maxCost: "0.1", unpricedReason: "no_rate" }, /^unpricedReason: goes without minCost and maxCost/],
    [{ unpricedReason: "" }, /^unpricedReason: is empty/],
    [{ finding: "lies" as "conflicts" }, /^finding: must be one of conflicts, mismatches, lateCalls/],
    [{ minCost: "0.0000000000001" }, /^minCost: must be a decimal of EUR/],
    [{ minCost: "1e-3" }, /^minCost: must be a decimal of EUR/],
    [{ maxCost: "-1" }, /^maxCost: must be a decimal of EUR/],
    [{ limit: 0 }, "limit: must be at least 1"],
    [{ limit: 201 }, "limit: must be at most 200"],
    [{ limit: 1.5 }, "limit: must be a whole number"],
    [{ callId: "" }, "callId: is empty; name a call"],
    [{ hour: "2026-11-24T11:00:00" }, /^hour: must be an ISO 8601 instant/],
  ])("asked for with %j are refused", async (asked, message) => {
    await expect(reader.calls("acme", { range: RANGE, ...asked })).rejects.toMatchObject({
      code: "invalid_input",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });
});

describe("a call", () => {
  const story = async (id: string) => (await reader.callStory("changes", id)).data;

  it("that was never touched is told with exact decimals and no more", async () => {
    await record("changes", { id: "sound" });
    await ledger.sql(
      "UPDATE ai_usage_log SET recorded_at = '2026-11-24T12:00:00Z' WHERE firm_id = 'changes' AND id = 'sound'",
    );
    expect(await story("sound")).toEqual({
      call: {
        id: "sound",
        createdAt: "2026-11-24T11:59:00.123Z",
        recordedAt: "2026-11-24T12:00:00.000Z",
        voidedAt: null,
        source: "api",
        userId: "ana",
        userName: "ana",
        feature: "chat",
        provider: "house",
        model: "house-model",
        serviceTier: null,
        inputTokens: 1000,
        cacheReadTokens: 400,
        cacheWriteTokens: 0,
        outputTokens: 20,
        reasoningTokens: 5,
        costEur: "0.300000000001",
        costSource: "reported",
        costOriginal: null,
        currency: null,
        fxRate: null,
        fxDate: null,
        price: null,
        computedCostEur: null,
        unpricedReason: null,
        success: true,
        errorCode: null,
        latencyMs: 812,
      },
      revisions: [],
      conflicts: [],
      mismatches: [],
    });
  });

  it("that was corrected, sent again otherwise and voided is told with what changed each time, newest first", async () => {
    // Nothing of what became of another firm's call of this id.
    await writer.record([{ firmId: "other", call: { ...CALL, id: "changed" }, mismatch: { cacheReadTokens: 1100 } }], {
      source: "api",
      mayBackfill: false,
    });
    await record("other", { id: "changed", outputTokens: 22 });
    await writer.correct("other", "changed", { feature: "elsewhere" }, BY, { mayBackfill: false });
    await record("changes", {
      id: "changed",
      costEur: null,
      costOriginal: "999999999999.000000000000000001",
      currency: "USD",
    });
    await writer.correct("changes", "changed", { userId: null, costEur: "0.000000000001" }, BY, { mayBackfill: false });
    await writer.correct("changes", "changed", { inputTokens: 1001 }, BY, { mayBackfill: false });
    await record("changes", { id: "changed", outputTokens: 21, feature: "search" });
    await writer.void("changes", ["changed"], { by: "somebody else", reason: "counted twice" });

    const { call, revisions, conflicts, mismatches } = await story("changed");
    expect(call).toMatchObject({
      userId: "batch",
      userName: "Procese automate",
      costEur: "0.000000000001",
      inputTokens: 1001,
    });
    expect(revisions.map(({ changedAt, ...revision }) => revision)).toEqual([
      {
        kind: "void",
        changedBy: "somebody else",
        reason: "counted twice",
        changes: [{ field: "voidedAt", before: null, after: call.voidedAt }],
      },
      {
        kind: "correct",
        changedBy: BY.by,
        reason: BY.reason,
        changes: [{ field: "inputTokens", before: 1000, after: 1001 }],
      },
      {
        kind: "correct",
        changedBy: BY.by,
        reason: BY.reason,
        changes: [
          { field: "userId", before: "ana", after: "batch" },
          { field: "costEur", before: null, after: "0.000000000001" },
          { field: "costSource", before: "none", after: "reported" },
          { field: "costOriginal", before: "999999999999.000000000000000001", after: null },
          { field: "currency", before: "USD", after: null },
          { field: "unpricedReason", before: "no_rate", after: null },
        ],
      },
    ]);
    expect(conflicts).toEqual([
      { notedAt: expect.any(String), fields: expect.arrayContaining(["outputTokens", "feature"]) },
    ]);
    expect(mismatches).toEqual([]);
    expect(await idsOf("changes", {})).not.toContain("changed");
    const { data } = await reader.calls("changes", { range: RANGE, includeVoided: true });
    expect(data.calls).toContainEqual(expect.objectContaining({ id: "changed", voided: true }));
  });

  it("whose counts contradicted each other is told with the counts as they came", async () => {
    await writer.record(
      [{ firmId: "changes", call: { ...CALL, id: "mismatch", costEur: null }, mismatch: { cacheReadTokens: 1100 } }],
      {
        source: "otlp",
        mayBackfill: false,
      },
    );
    expect(await story("mismatch")).toMatchObject({
      call: { costEur: null, costSource: "none", unpricedReason: "token_mismatch", source: "otlp" },
      mismatches: [{ notedAt: expect.any(String), counts: { cacheReadTokens: 1100 } }],
    });
  });
});
