import { describe, expect, it } from "vitest";
import { localDayAt } from "./calendar.ts";
import { presetRange } from "./presets.ts";
import { daysIn } from "./range-days.ts";

describe("presetRange", () => {
  it("takes this month from the first to today", () => {
    expect(presetRange("this-month", "2026-11-24")).toEqual({ startDate: "2026-11-01", endDate: "2026-11-24" });
    expect(presetRange("this-month", "2026-11-01")).toEqual({ startDate: "2026-11-01", endDate: "2026-11-01" });
  });

  it("takes last month whole, over the year's end and in a leap year", () => {
    expect(presetRange("last-month", "2026-01-31")).toEqual({ startDate: "2025-12-01", endDate: "2025-12-31" });
    expect(presetRange("last-month", "2028-03-30")).toEqual({ startDate: "2028-02-01", endDate: "2028-02-29" });
  });

  it.each([
    ["7d", 7],
    ["30d", 30],
    ["90d", 90],
  ] as const)("counts %s with today as the last of them", (preset, days) => {
    const range = presetRange(preset, "2026-03-01");
    expect(range.endDate).toBe("2026-03-01");
    expect(daysIn(range)).toBe(days);
  });

  it("means the month of the firm's zone, not of the reader's", () => {
    const instant = Date.parse("2026-10-31T23:30:00Z");
    const thisMonthIn = (zone: string) => presetRange("this-month", localDayAt(instant, zone).date);
    expect(thisMonthIn("Europe/Bucharest")).toEqual({ startDate: "2026-11-01", endDate: "2026-11-01" });
    expect(thisMonthIn("America/New_York")).toEqual({ startDate: "2026-10-01", endDate: "2026-10-31" });
  });
});
