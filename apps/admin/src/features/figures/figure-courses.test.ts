import { describe, expect, it } from "vitest";
import { courseOf, rateOf } from "./figure-courses.ts";

const NONE = { cost: 0, tokens: 0, calls: 0, unpricedCalls: 0, failedCalls: 0 };
const asOf = { asOf: "2026-11-03T10:00:00Z", timeZone: "Europe/Bucharest" };

describe("courseOf", () => {
  it("leaves out today, which is not over, and the days to come", () => {
    const dates = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"];
    const explore = {
      buckets: dates.map((date) => ({ start: date, startDate: date, endDate: date })),
      rows: [],
      other: null,
      total: { figures: NONE, previous: null, series: [7, 0, 2, 0].map((calls) => ({ ...NONE, calls })) },
      previousRange: null,
    };
    expect(courseOf(explore, "day", asOf, ({ calls }) => calls)).toEqual([7, 0]);
    expect(courseOf(explore, "day", asOf, rateOf)).toEqual([1, null]);
  });
});

describe("courseOf, by week", () => {
  it("leaves out the weeks that the range cuts short", () => {
    const weeks = [
      ["2026-10-16", "2026-10-18"],
      ["2026-10-19", "2026-10-25"],
      ["2026-10-26", "2026-11-01"],
      ["2026-11-02", "2026-11-03"],
    ] as const;
    const explore = {
      buckets: weeks.map(([startDate, endDate]) => ({ start: startDate, startDate, endDate })),
      rows: [],
      other: null,
      total: { figures: NONE, previous: null, series: [1, 7, 8, 2].map((calls) => ({ ...NONE, calls })) },
      previousRange: null,
    };
    expect(courseOf(explore, "week", asOf, ({ calls }) => calls)).toEqual([7, 8]);
  });
});

describe("rateOf", () => {
  it("is of the calls that did not fail, and not known of none", () => {
    expect(rateOf({ ...NONE, calls: 4, failedCalls: 1 })).toBe(0.75);
    expect(rateOf(NONE)).toBeNull();
  });
});
