import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { featureCosts } from "./feature-costs.ts";

describe("featureCosts", () => {
  it("puts the dearest first, then the most calls, then the ids in order", () => {
    const rows = [
      { feature: "b", ...usage("1", 2) },
      { feature: "a", ...usage("1", 2) },
      { feature: "c", ...usage("1", 3) },
      { feature: "d", ...usage("1.000000000001") },
      { feature: "e", ...usage("0", 9) },
    ];
    expect(featureCosts(rows).map(({ feature }) => feature)).toEqual(["d", "c", "a", "b", "e"]);
  });

  it("gives the Romanian name and the share, not rounded", () => {
    const rows = [
      { feature: "search_index", ...usage("1", 1, { unpricedCalls: 1n }) },
      { feature: "assistant_chat", ...usage("2") },
    ];
    expect(featureCosts(rows)).toEqual([
      {
        feature: "assistant_chat",
        featureName: "Asistent AI",
        cost: 2,
        tokens: 15,
        calls: 1,
        unpricedCalls: 0,
        percentOfTotal: 200 / 3,
      },
      {
        feature: "search_index",
        featureName: "Indexare Căutare",
        cost: 1,
        tokens: 15,
        calls: 1,
        unpricedCalls: 1,
        percentOfTotal: 100 / 3,
      },
    ]);
  });

  it("gives every feature a share of 0 when nothing was spent", () => {
    expect(featureCosts([{ feature: "a", ...usage("0") }])[0]?.percentOfTotal).toBe(0);
  });

  it("has no row for a feature whose calls were all voided", () => {
    expect(featureCosts([{ feature: "a", ...usage("0", 0) }])).toEqual([]);
  });
});
