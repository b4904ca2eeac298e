import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeBetween, changeOf, changeOfRate, changeRank } from "./change.ts";

const NONE = { cost: 0, tokens: 0, calls: 0, unpricedCalls: 0, failedCalls: 0 };

describe("changeOf", () => {
  it("is of the measure that is asked for", () => {
    const [now, before] = [
      { ...NONE, cost: 3, calls: 5 },
      { ...NONE, cost: 2, calls: 10 },
    ];
    expect(changeOf(now, before, "cost")).toEqual({ kind: "up", size: 50 });
    expect(changeOf(now, before, "calls")).toEqual({ kind: "down", size: 50 });
    expect(changeOf(now, before, "tokens")).toEqual({ kind: "same" });
  });

  it("is new where nothing was before", () => {
    expect(changeOf({ ...NONE, cost: 3 }, NONE, "cost")).toEqual({ kind: "new" });
  });

  it("is not known without what was before, or when either cost has no price", () => {
    const unpriced = { ...NONE, calls: 2, unpricedCalls: 2 };
    expect(changeOf(NONE, null, "cost")).toBeNull();
    expect(changeOf({ ...NONE, cost: 1 }, unpriced, "cost")).toBeNull();
    expect(changeOf(unpriced, { ...NONE, cost: 1 }, "cost")).toBeNull();
    expect(changeOf(unpriced, { ...NONE, calls: 1 }, "calls")).toEqual({ kind: "up", size: 100 });
  });
});

describe("changeBetween", () => {
  it("never has a size that is no number", () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (now, before) => {
        const change = changeBetween(now, before);
        if (change === null || !("size" in change)) return;
        expect(Number.isFinite(change.size)).toBe(true);
        expect(change.size).toBeGreaterThan(0);
      }),
    );
  });
});

describe("changeOfRate", () => {
  it("is in percentage points, not in percent of percent", () => {
    expect(changeOfRate(0.5, 0.25)).toEqual({ kind: "up", size: 25 });
    expect(changeOfRate(0.25, 0.5)).toEqual({ kind: "down", size: 25 });
    expect(changeOfRate(1, 1)).toEqual({ kind: "same" });
  });
});

it("orders changes from the deepest fall to what is new", () => {
  const changes = [
    changeBetween(1, 4),
    changeBetween(3, 4),
    changeBetween(4, 4),
    changeBetween(9, 4),
    changeBetween(1, 0),
  ];
  const ranks = changes.map((change) => (change === null ? Number.NaN : changeRank(change)));
  expect(ranks).toEqual([-75, -25, 0, 125, Number.MAX_VALUE]);
});
