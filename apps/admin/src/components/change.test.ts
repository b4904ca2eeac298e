import { describe, expect, it } from "vitest";
import { changeBetween, changeOf, changeOfRate } from "./change.ts";

const NONE = { cost: 0, tokens: 0, calls: 0, unpricedCalls: 0, failedCalls: 0 };

describe("changeOf", () => {
  it("is of what was before", () => {
    expect(changeOf({ ...NONE, cost: 15 }, { ...NONE, cost: 10 }, "cost")).toEqual({ kind: "up", percent: 50 });
    expect(changeOf({ ...NONE, calls: 5 }, { ...NONE, calls: 10 }, "calls")).toEqual({ kind: "down", percent: 50 });
  });

  it("is not known of a cost that is not", () => {
    expect(changeOf({ ...NONE, calls: 2, unpricedCalls: 2 }, { ...NONE, cost: 10 }, "cost")).toBeNull();
    expect(changeOf({ ...NONE, cost: 10 }, null, "cost")).toBeNull();
  });
});

describe("changeBetween", () => {
  it("is new where nothing was, and none where nothing changed", () => {
    expect(changeBetween(3, 0)).toEqual({ kind: "new" });
    expect(changeBetween(0, 0)).toEqual({ kind: "same" });
  });
});

describe("changeOfRate", () => {
  it("is in percentage points, not in percent of percent", () => {
    expect(changeOfRate(0.5, 0.25)).toEqual({ kind: "up", percent: 25 });
    expect(changeOfRate(0.25, 0.5)).toEqual({ kind: "down", percent: 25 });
    expect(changeOfRate(1, 1)).toEqual({ kind: "same" });
  });
});
