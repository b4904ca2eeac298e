import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { modelCosts } from "./model-costs.ts";

describe("modelCosts", () => {
  it("puts the dearest first, with its share, and leaves out what was voided", () => {
    const rows = [
      { model: "gpt-4o-mini", ...usage("1") },
      { model: "gpt-4o", ...usage("3", 1, { unpricedCalls: 1n }) },
      { model: "gone", ...usage("0", 0) },
    ];
    expect(modelCosts(rows)).toEqual([
      { model: "gpt-4o", cost: 3, tokens: 15, calls: 1, unpricedCalls: 1, percentOfTotal: 75 },
      { model: "gpt-4o-mini", cost: 1, tokens: 15, calls: 1, unpricedCalls: 0, percentOfTotal: 25 },
    ]);
  });
});
