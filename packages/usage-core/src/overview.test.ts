import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { localDayAt, monthProgress } from "./calendar.ts";
import { successRate, usageOverview } from "./overview.ts";

function monthAt(instant: string) {
  const asOf = Date.parse(instant);
  return monthProgress(localDayAt(asOf, "UTC"), asOf);
}

describe("usageOverview", () => {
  const rows = [
    { day: "2026-10-15", ...usage("310", 5, { failedCalls: 2n, unpricedCalls: 3n }) },
    { day: "2026-11-01", ...usage("10") },
    { day: "2026-11-02", ...usage("20", 3, { unpricedCalls: 2n }) },
  ];

  it("sums the range and projects the current month, whatever the range", () => {
    const october = { startDate: "2026-10-01", endDate: "2026-10-31" };
    expect(usageOverview(rows, october, monthAt("2026-11-03T00:00:00Z"))).toEqual({
      totalCost: 310,
      totalTokens: 75,
      totalCalls: 5,
      unpricedCalls: 3,
      successRate: 0.6,
      projectedMonthEnd: 450,
      projectionUnpricedCalls: 2,
    });
  });

  it("projects the first day from the month before", () => {
    const today = { startDate: "2026-11-01", endDate: "2026-11-01" };
    expect(usageOverview(rows, today, monthAt("2026-11-01T12:00:00Z"))).toMatchObject({
      projectedMonthEnd: 10 + 29.5 * 10,
      unpricedCalls: 0,
      projectionUnpricedCalls: 3,
    });
  });

  it("leaves days after today out of the month to date", () => {
    expect(
      usageOverview(rows, { startDate: "2026-11-01", endDate: "2026-11-30" }, monthAt("2026-11-01T12:00:00Z")),
    ).toMatchObject({ totalCost: 30, projectedMonthEnd: 305 });
  });
});

describe("successRate", () => {
  it("is 1 when there were no calls", () => expect(successRate(usage("0", 0))).toBe(1));
  it("is 0 when all failed", () => expect(successRate(usage("1", 4, { failedCalls: 4n }))).toBe(0));
});
