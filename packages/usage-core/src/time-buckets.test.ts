import { describe, expect, it } from "vitest";
import { timeBuckets } from "./time-buckets.ts";

const ZONE = "Europe/Bucharest";

describe("timeBuckets", () => {
  it("cuts the first and the last week to the range; weeks begin on Mondays", () => {
    const range = { startDate: "2026-11-05", endDate: "2026-11-17" };
    expect(timeBuckets(range, "week", ZONE).map(({ startDate, endDate }) => [startDate, endDate])).toEqual([
      ["2026-11-05", "2026-11-08"],
      ["2026-11-09", "2026-11-15"],
      ["2026-11-16", "2026-11-17"],
    ]);
  });

  it("cuts months to the range, over the end of a year", () => {
    const range = { startDate: "2025-12-31", endDate: "2026-02-01" };
    expect(timeBuckets(range, "month", ZONE).map(({ startDate, endDate }) => [startDate, endDate])).toEqual([
      ["2025-12-31", "2025-12-31"],
      ["2026-01-01", "2026-01-31"],
      ["2026-02-01", "2026-02-01"],
    ]);
  });

  it("has 25 hours on the day on which clocks go back, and tells those apart that they show twice", () => {
    const hours = timeBuckets({ startDate: "2026-10-25", endDate: "2026-10-25" }, "hour", ZONE);
    expect(hours).toHaveLength(25);
    expect(hours.slice(3, 5).map(({ start, from }) => [start, from])).toEqual([
      ["2026-10-25T03:00:00+03:00", "2026-10-25T00:00:00.000Z"],
      ["2026-10-25T03:00:00+02:00", "2026-10-25T01:00:00.000Z"],
    ]);
  });
});
