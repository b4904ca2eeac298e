import { describe, expect, it } from "vitest";
import { featureRows, modelRows, userRows } from "./breakdown-rows.ts";

const figures = { cost: 3, tokens: 20, calls: 2, unpricedCalls: 1 };

describe("featureRows", () => {
  it("names features in the reader's language, by id", () => {
    const features = [{ feature: "search_index", featureName: "Indexare Căutare", ...figures, percentOfTotal: 100 }];
    expect(featureRows(features, "ro")[0]?.name).toBe("Indexare Căutare");
    expect(featureRows(features, "en")[0]?.name).toBe("Search Indexing");
  });
});

describe("modelRows", () => {
  it("keeps the share of the answer", () => {
    expect(modelRows([{ model: "m", ...figures, percentOfTotal: 12.5 }])).toEqual([
      { id: "m", name: "m", ...figures, share: 12.5 },
    ]);
  });
});

describe("userRows", () => {
  it("gives each user the share of what all caused", () => {
    const rows = userRows(
      [
        { userId: "ana", userName: "Ana Pop", ...figures },
        { userId: "batch", userName: "Procese automate", ...figures, cost: 1 },
      ],
      "en",
    );
    expect(rows.map(({ name, share }) => [name, share])).toEqual([
      ["Ana Pop", 75],
      ["Batch jobs", 25],
    ]);
  });

  it("has shares of 0 when nothing was spent", () => {
    expect(
      userRows([{ userId: "ana", userName: "Ana", cost: 0, tokens: 0, calls: 1, unpricedCalls: 0 }], "ro")[0]?.share,
    ).toBe(0);
  });
});
