import { describe, expect, it } from "vitest";
import { isUnpriced } from "./is-unpriced.ts";

describe("isUnpriced", () => {
  it.each([
    ["no call", 0, 0, false],
    ["calls that cost nothing", 0, 0, false],
    ["calls of unknown cost", 0, 3, true],
    ["calls of known and of unknown cost", 0.01, 3, false],
  ])("of %s", (_what, cost, unpricedCalls, expected) => {
    expect(isUnpriced({ cost, unpricedCalls })).toBe(expected);
  });
});
