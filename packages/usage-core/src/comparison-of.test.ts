import { describe, expect, it } from "vitest";
import { comparisonOf } from "./comparison-of.ts";

describe("comparisonOf", () => {
  it.each([
    ["the month so far", "2026-11-01", "2026-11-24"],
    ["the month's first day, so far", "2026-11-01", "2026-11-01"],
    ["a whole month", "2026-10-01", "2026-10-31"],
    ["a leap year's February", "2028-02-01", "2028-02-29"],
  ])("compares %s with the month before", (what, startDate, endDate) => {
    const today = what.includes("first day") ? "2026-11-01" : "2026-11-24";
    expect(comparisonOf({ startDate, endDate }, today)).toBe("monthBefore");
  });

  it.each([
    ["days of a month", "2026-11-01", "2026-11-20"],
    ["the last 30 days", "2026-10-26", "2026-11-24"],
    ["two whole months", "2026-09-01", "2026-10-31"],
    ["a month and what came of the next", "2026-10-01", "2026-11-24"],
    ["February without its 29th", "2028-02-01", "2028-02-28"],
  ])("compares %s with the days before", (_what, startDate, endDate) => {
    expect(comparisonOf({ startDate, endDate }, "2026-11-24")).toBe("previousPeriod");
  });
});
