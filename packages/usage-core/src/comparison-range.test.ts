import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "./civil-date.ts";
import { comparisonRange } from "./comparison-range.ts";
import { daysOf } from "./date-range.ts";
import { COMPARISONS, type Comparison } from "./explore-options.ts";

function compared(startDate: string, endDate: string, comparison: Comparison): string {
  const range = comparisonRange({ startDate, endDate }, comparison);
  return `${range.startDate} ${range.endDate}`;
}

const anyRange = fc
  .tuple(fc.integer({ min: 0, max: 25_000 }), fc.integer({ min: 0, max: 399 }))
  .map(([start, days]) => {
    const startDate = addDays("1971-01-01", start);
    return { startDate, endDate: addDays(startDate, days) };
  });

describe("comparisonRange with the previous period", () => {
  it.each([
    ["2026-11-24", "2026-11-24", "2026-11-23 2026-11-23"],
    ["2026-11-01", "2026-11-30", "2026-10-02 2026-10-31"],
    ["2028-03-01", "2028-03-07", "2028-02-23 2028-02-29"],
    ["2026-01-01", "2026-01-02", "2025-12-30 2025-12-31"],
  ])("compares %s to %s with %s", (start, end, expected) => {
    expect(compared(start, end, "previousPeriod")).toBe(expected);
  });

  it("has as many days and ends on the day before", () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        const previous = comparisonRange(range, "previousPeriod");
        expect(daysOf(previous)).toHaveLength(daysOf(range).length);
        expect(daysBetween(previous.endDate, range.startDate)).toBe(1);
      }),
    );
  });
});

describe("comparisonRange with the month before", () => {
  it.each([
    ["the days so far", "2026-11-01", "2026-11-24", "2026-10-01 2026-10-24"],
    ["one day", "2026-11-24", "2026-11-24", "2026-10-24 2026-10-24"],
    ["a day that the month before lacks", "2026-10-31", "2026-10-31", "2026-09-30 2026-09-30"],
    ["days that the month before lacks", "2026-03-29", "2026-03-31", "2026-02-28 2026-02-28"],
    ["days whose end it lacks", "2028-03-01", "2028-03-30", "2028-02-01 2028-02-29"],
    ["a whole month after a longer one", "2026-11-01", "2026-11-30", "2026-10-01 2026-10-31"],
    ["a whole month after a shorter one", "2026-03-01", "2026-03-31", "2026-02-01 2026-02-28"],
    ["a whole February", "2026-02-01", "2026-02-28", "2026-01-01 2026-01-31"],
    ["28 days of a leap year's February", "2028-02-01", "2028-02-28", "2028-01-01 2028-01-28"],
    ["whole months", "2026-10-01", "2026-11-30", "2026-09-01 2026-10-31"],
    ["the end of a month", "2026-11-15", "2026-11-30", "2026-10-15 2026-10-30"],
    ["days of two years", "2026-12-15", "2027-01-15", "2026-11-15 2026-12-15"],
    ["a January", "2027-01-01", "2027-01-31", "2026-12-01 2026-12-31"],
  ])("compares %s", (_what, start, end, expected) => {
    expect(compared(start, end, "monthBefore")).toBe(expected);
  });
});

it.each(COMPARISONS)("comparisonRange is a range that begins and ends earlier, by %s", (comparison) => {
  fc.assert(
    fc.property(anyRange, (range) => {
      const { startDate, endDate } = comparisonRange(range, comparison);
      expect(startDate <= endDate && startDate < range.startDate && endDate < range.endDate).toBe(true);
    }),
  );
});
