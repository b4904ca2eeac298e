import { usageLogSchema } from "usage-core";
import { describe, expect, it } from "vitest";
import { contentHash, wholeMicroseconds } from "./content-hash.ts";

const CALL = {
  id: "1",
  feature: "chat",
  model: "gpt-4o",
  inputTokens: 10,
  outputTokens: 5,
  costEur: "0.1",
  success: true,
  createdAt: "2026-11-24T09:30:00Z",
};

const hashOf = (change: object = {}) => contentHash(usageLogSchema.parse({ ...CALL, ...change }));

describe("contentHash", () => {
  it("stays what it was: the ledger holds those of every call so far", () => {
    expect(hashOf()).toBe("e4d64799be7ab59a17064a0a0a86bdc88bd7a83f5102c42aa735783156d2883e");
  });

  it.each([
    ["an offset", { createdAt: "2026-11-24T11:30:00.000+02:00" }],
    ["a needless zero", { costEur: "0.10" }],
    ["null for what was left out", { userId: null, cacheReadTokens: 0, latencyMs: null }],
    ["what is finer than a microsecond", { createdAt: "2026-11-24T09:30:00.0000009Z" }],
    ["another id", { id: "2" }],
  ])("is the same with %s", (_what, change) => {
    expect(hashOf(change)).toBe(hashOf());
  });

  it.each([
    { userId: "ana" },
    { feature: "search" },
    { provider: "openai" },
    { model: "gpt-4o-mini" },
    { serviceTier: "batch" },
    { inputTokens: 11 },
    { cacheReadTokens: 1 },
    { cacheWriteTokens: 1 },
    { outputTokens: 6 },
    { reasoningTokens: 1 },
    { costEur: "0.11" },
    { costEur: null, costOriginal: "0.1", currency: "EUR" },
    { success: false },
    { errorCode: "timeout" },
    { latencyMs: 3 },
    { createdAt: "2026-11-24T09:30:00.000001Z" },
  ])("is another with %j", (change) => {
    expect(hashOf(change)).not.toBe(hashOf());
  });
});

describe("wholeMicroseconds", () => {
  it.each([
    ["2026-11-24T23:59:59.9999999Z", "2026-11-24T23:59:59.999999Z"],
    ["2026-11-24T00:30:00.5+05:45", "2026-11-23T18:45:00.500000Z"],
    ["2026-11-24T09:30:00.123Z", "2026-11-24T09:30:00.123000Z"],
    ["2026-11-24T09:30Z", "2026-11-24T09:30:00.000000Z"],
    ["2026-11-24T09:30:00Z", "2026-11-24T09:30:00.000000Z"],
    ["1970-01-02T00:00:00.1-01:00", "1970-01-02T01:00:00.100000Z"],
  ])("writes %s as %s", (instant, written) => {
    expect(wholeMicroseconds(instant)).toBe(written);
  });
});
