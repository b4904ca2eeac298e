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
