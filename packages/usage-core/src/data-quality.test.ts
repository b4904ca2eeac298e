import { describe, expect, it } from "vitest";
import { dataQuality, type FlawRow } from "./data-quality.ts";
import { money, ZERO } from "./money.ts";

function flaw(change: Partial<FlawRow> = {}): FlawRow {
  return {
    unpricedReason: null,
    provider: "openai",
    model: "gpt-4o",
    calls: 1n,
    successesWithoutTokens: 0n,
    lateCalls: 0n,
    differingCalls: 0n,
    reported: ZERO,
    computed: ZERO,
    ...change,
  };
}

const CLEAN = { totalCalls: 0n, conflicts: 0n, mismatches: 0n, flaws: [] };

describe("dataQuality", () => {
  it("of no calls finds nothing, and no share of nothing", () => {
    expect(dataQuality(CLEAN)).toMatchObject({ unpricedCalls: 0, unpricedPercent: 0, unpriced: [] });
  });

  it("names what has no cost and why, most calls first", () => {
    const found = dataQuality({
      ...CLEAN,
      totalCalls: 40n,
      flaws: [
        flaw({ unpricedReason: "no_rate", calls: 1n }),
        flaw({ unpricedReason: "unknown_model", model: "house-model", provider: null, calls: 9n, lateCalls: 2n }),
        flaw({ calls: 5n, successesWithoutTokens: 5n, lateCalls: 1n }),
      ],
    });
    expect(found.unpriced).toEqual([
      { reason: "unknown_model", provider: null, model: "house-model", calls: 9 },
      { reason: "no_rate", provider: "openai", model: "gpt-4o", calls: 1 },
    ]);
    expect(found).toMatchObject({
      totalCalls: 40,
      unpricedCalls: 10,
      unpricedPercent: 25,
      successesWithoutTokens: 5,
      lateCalls: 3,
    });
  });

  it("sums differing costs exactly", () => {
    const flaws = [1, 2, 3].map(() =>
      flaw({ differingCalls: 1n, reported: money("0.1"), computed: money("0.000000000001") }),
    );
    expect(dataQuality({ ...CLEAN, totalCalls: 3n, flaws }).differingCosts).toEqual({
      calls: 3,
      reported: 0.3,
      computed: 3e-12,
    });
  });
});
