import { describe, expect, it } from "vitest";
import { failedCalls, perCall, perDay } from "./figures.ts";

const overview = {
  totalCost: 1,
  totalTokens: 1,
  totalCalls: 0,
  unpricedCalls: 0,
  successRate: 1,
  projectedMonthEnd: 1,
  projectionUnpricedCalls: 0,
};

describe("failedCalls", () => {
  it.each([
    [0, 0],
    [3, 1],
    [9_999_999, 1],
    [150_000, 2_317],
  ])("gives back what the rate was made of: of %d calls %d", (totalCalls, failed) => {
    const successRate = totalCalls === 0 ? 1 : (totalCalls - failed) / totalCalls;
    expect(failedCalls({ ...overview, totalCalls, successRate })).toBe(failed);
  });
});

describe("perCall", () => {
  it("is unknown without calls", () => {
    expect(perCall(0, 0)).toBeNull();
    expect(perCall(10, 4)).toBe(2.5);
  });
});

describe("perDay", () => {
  const november = { startDate: "2026-11-01", endDate: "2026-11-30" };
  const noon = { asOf: "2026-11-03T10:00:00Z", timeZone: "Europe/Bucharest" };

  it("counts today by its part, and no day that has not begun", () => {
    expect(perDay(60, november, noon)).toBe(24);
    expect(perDay(60, { startDate: "2026-10-01", endDate: "2026-10-30" }, noon)).toBe(2);
  });

  it("is unknown before any time has passed", () => {
    expect(perDay(0, november, { ...noon, asOf: "2026-10-31T22:00:00Z" })).toBeNull();
    expect(perDay(0, november, { ...noon, asOf: "2026-10-31T21:00:00Z" })).toBeNull();
  });
});
