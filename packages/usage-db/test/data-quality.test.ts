import { type CallsQueryInput, type DataQuality, FINDINGS, type Finding } from "usage-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { savePrice } from "../src/pricing/prices.ts";
import { UsageWriter } from "../src/recording/usage-writer.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const RANGE = { startDate: "2026-11-20", endDate: "2026-11-24" };
const CALL = {
  feature: "chat",
  model: "gpt-4o",
  inputTokens: 10,
  outputTokens: 5,
  costEur: "0.5",
  success: true,
  createdAt: "2026-11-24T11:59:00Z",
};

let ledger: Ledger;
let reader: UsageReader;
beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'Europe/Bucharest'), ('other', 'Other', 'UTC')");
  reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache(), clock: () => NOW });
});
afterAll(() => ledger[Symbol.asyncDispose]());

it("of a firm without calls finds nothing", async () => {
  expect((await reader.dataQuality("other", RANGE)).data).toEqual({
    totalCalls: 0,
    unpricedCalls: 0,
    unpricedPercent: 0,
    unpriced: [],
    successesWithoutTokens: 0,
    conflicts: 0,
    mismatches: 0,
    lateCalls: 0,
    differingCosts: { calls: 0, reported: 0, computed: 0 },
  });
});

it("counts each flaw of the range's calls, and no other's", async () => {
  const writer = new UsageWriter({ database: ledger.database, clock: () => NOW });
  await savePrice(ledger.database, {
    firmId: null,
    provider: null,
    model: "priced",
    serviceTier: null,
    validFrom: "2026-01-01",
    currency: "EUR",
    inputPerMillion: "10000",
    outputPerMillion: "10000",
    cacheReadPerMillion: null,
    cacheWritePerMillion: null,
  });
  const record = (firmId: string, calls: readonly { readonly id: string }[]) =>
    writer.record(
      calls.map((call) => ({ firmId, call: { ...CALL, ...call } })),
      { source: "api", mayBackfill: false },
    );
  const calls = [
    { id: "sound" },
    { id: "unknown-1", costEur: null, model: "never-heard-of" },
    { id: "unknown-2", costEur: null, model: "never-heard-of", provider: "house" },
    { id: "empty", inputTokens: 0, outputTokens: 0 },
    { id: "failed-empty", inputTokens: 0, outputTokens: 0, success: false },
    { id: "late", createdAt: "2026-11-20T00:00:00Z" },
    { id: "differs", model: "priced" },
    { id: "voided", costEur: null, model: "never-heard-of" },
    { id: "before", costEur: null, model: "never-heard-of", createdAt: "2026-11-19T21:59:59Z" },
  ];
  await record("acme", calls);
  await record("other", calls);
  await writer.void("acme", ["voided"], { by: "an operator", reason: "a test" });
  await record("acme", [{ id: "sound", ...{ outputTokens: 6 } }]);
  await writer.record([{ firmId: "acme", call: { ...CALL, id: "mismatch" }, mismatch: { cacheReadTokens: 11 } }], {
    source: "otlp",
    mayBackfill: false,
  });
  // The ledger's own clock tells when a call was recorded.
  await ledger.sql("UPDATE ai_usage_log SET recorded_at = '2026-11-24T12:00:00Z'");
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at, recorded_at)
     VALUES ('acme', 'plain', 'chat', 'gpt-4o', 1, 1, NULL, true, '2026-11-24T11:00:00Z', '2026-11-24T12:00:00Z')`,
  );

  const answer = await reader.dataQuality("acme", RANGE);
  expect(answer.data).toEqual({
    totalCalls: 9,
    unpricedCalls: 3,
    unpricedPercent: (3 / 9) * 100,
    unpriced: [
      { reason: "not_told", provider: null, model: "gpt-4o", calls: 1 },
      { reason: "unknown_model", provider: null, model: "never-heard-of", calls: 1 },
      { reason: "unknown_provider", provider: "house", model: "never-heard-of", calls: 1 },
    ],
    successesWithoutTokens: 1,
    conflicts: 1,
    mismatches: 1,
    lateCalls: 1,
    differingCosts: { calls: 1, reported: 0.5, computed: 0.15 },
  });
  expect(answer).toMatchObject({ unpricedCalls: 3, timeZone: "Europe/Bucharest", cacheAgeMs: 0 });
});

it("counts as many calls of each kind as are listed for it, however often one was sent and whichever day it came again", async () => {
  await ledger.sql("INSERT INTO firms VALUES ('listed', 'Listed', 'Europe/Bucharest')");
  const writer = new UsageWriter({ database: ledger.database, clock: () => NOW });
  const send = (call: { readonly id: string }, mismatch?: Readonly<Record<string, number>>, firmId = "listed") =>
    writer.record([{ firmId, call: { ...CALL, ...call }, ...(mismatch && { mismatch }) }], {
      source: "otlp",
      mayBackfill: false,
    });
  // Another firm's call of this id is in conflict, and contradicts itself.
  await send({ id: "sound" });
  await send({ id: "sound" }, { cacheReadTokens: 11 }, "other");
  await send({ id: "sound", ...{ outputTokens: 6 } }, { cacheReadTokens: 11 }, "other");
  await send({ id: "twice-in-conflict" });
  await send({ id: "twice-in-conflict", ...{ outputTokens: 6 } });
  await send({ id: "twice-in-conflict", ...{ outputTokens: 7 } });
  // Sent again with another day: it is found with the call, whose day is the first.
  await send({ id: "moved", ...{ createdAt: "2026-11-20T10:00:00Z" } });
  await send({ id: "moved", ...{ createdAt: "2026-11-19T10:00:00Z" } });
  await send({ id: "before", ...{ createdAt: "2026-11-19T10:00:00Z" } });
  await send({ id: "before", ...{ createdAt: "2026-11-20T10:00:00Z" } });
  await send({ id: "voided" });
  await send({ id: "voided", ...{ outputTokens: 6 } });
  await writer.void("listed", ["voided"], { by: "an operator", reason: "a test" });
  await send({ id: "mismatch", ...{ costEur: null } }, { cacheReadTokens: 11 });
  await send({ id: "mismatch", ...{ costEur: null, outputTokens: 6 } }, { cacheReadTokens: 12 });
  await send({ id: "empty", ...{ inputTokens: 0, outputTokens: 0 } });
  await send({ id: "failed-empty", ...{ inputTokens: 0, outputTokens: 0, success: false } });
  await send({ id: "differs", ...{ model: "priced" } });
  await send({ id: "unknown-1", ...{ costEur: null, model: "never-heard-of" } });
  await send({ id: "unknown-2", ...{ costEur: null, model: "never-heard-of", provider: "house" } });
  await ledger.sql("UPDATE ai_usage_log SET recorded_at = '2026-11-24T12:00:00Z' WHERE firm_id = 'listed'");
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at, recorded_at)
     VALUES ('listed', 'plain', 'chat', 'gpt-4o', 1, 1, NULL, true, '2026-11-24T11:00:00Z', '2026-11-24T12:00:00Z')`,
  );

  const { data } = await reader.dataQuality("listed", RANGE);
  const idsOf = async (asked: Partial<CallsQueryInput>) =>
    (await reader.calls("listed", { range: RANGE, ...asked })).data.calls.map(({ id }) => id).toSorted();
  const listed: Record<Finding, string[]> = {
    conflicts: ["mismatch", "moved", "twice-in-conflict"],
    mismatches: ["mismatch"],
    lateCalls: ["moved"],
    successesWithoutTokens: ["empty"],
    differingCosts: ["differs"],
  };
  for (const finding of FINDINGS) {
    expect([finding, await idsOf({ finding })]).toEqual([finding, listed[finding]]);
    expect([finding, countOf(data, finding)]).toEqual([finding, listed[finding].length]);
  }
  expect(data.unpriced.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(["not_told", "token_mismatch", "unknown_model", "unknown_provider"]),
  );
  for (const { reason, provider, model, calls } of data.unpriced) {
    const filters = { provider: [provider], model: [model] };
    expect(await idsOf({ unpricedReason: reason, filters })).toHaveLength(calls);
  }
  expect(await idsOf({ finding: "conflicts", includeVoided: true })).toContain("voided");
  expect(await idsOf({ unpricedReason: "never_given" })).toEqual([]);
});

function countOf(quality: DataQuality, finding: Finding): number {
  return finding === "differingCosts" ? quality.differingCosts.calls : quality[finding];
}
