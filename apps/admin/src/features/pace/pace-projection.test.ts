import { describe, expect, it } from "vitest";
import { paceOf } from "./pace.ts";
import { daysOfExplore, paceProjection, showsMonthToDate } from "./pace-projection.ts";

const NONE = { cost: 0, tokens: 0, calls: 0, unpricedCalls: 0, failedCalls: 0 };
const DATES = ["2026-11-01", "2026-11-02", "2026-11-03"];

const explore = {
  buckets: DATES.map((date) => ({ start: date, startDate: date, endDate: date })),
  total: { figures: NONE, previous: null, series: [10, 10, 5].map((cost) => ({ ...NONE, cost })) },
};
const days = daysOfExplore(explore);
/** Noon in Bucharest: 2.5 of 30 days have passed, so 25 EUR lead to 300. */
const answer = { asOf: "2026-11-03T10:00:00Z", timeZone: "Europe/Bucharest" };
const pace = paceOf(days, answer, { projectedMonthEnd: 300, projectionUnpricedCalls: 0 });

describe("paceProjection", () => {
  const { points } = paceProjection(days, pace, "Expected");

  it("goes from today to the month's end", () => {
    expect(points).toHaveLength(28);
    expect(points[0]?.bucket.start).toBe("2026-11-03");
    expect(points.at(-1)?.bucket.start).toBe("2026-11-30");
  });

  it("adds up to the projection with the days that are over", () => {
    const over = days.filter(({ date }) => date < pace.today).reduce((sum, { cost }) => sum + cost, 0);
    expect(points.reduce((sum, { amount }) => sum + amount, over)).toBeCloseTo(pace.projectedMonthEnd, 9);
  });

  it("expects of today what it has cost and what is left of it", () => {
    expect(points[0]?.amount).toBeCloseTo(10, 9);
  });
});

describe("showsMonthToDate", () => {
  it.each([
    ["2026-11-01", "2026-11-03", true],
    ["2026-09-01", "2026-11-30", true],
    ["2026-11-02", "2026-11-03", false],
    ["2026-10-01", "2026-10-31", false],
  ])("from %s to %s: %s", (startDate, endDate, expected) => {
    expect(showsMonthToDate({ startDate, endDate }, pace)).toBe(expected);
  });
});
