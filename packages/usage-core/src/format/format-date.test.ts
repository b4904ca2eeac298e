import { describe, expect, it } from "vitest";
import { formatClock, formatDate, formatDateRange } from "./format-date.ts";

describe("formatDate", () => {
  it.each([
    ["day", "24 Nov", "24 nov."],
    ["date", "24 Nov 2026", "24 nov. 2026"],
    ["full", "Tuesday 24 November 2026", "marți 24 noiembrie 2026"],
    ["month", "November 2026", "noiembrie 2026"],
    ["monthName", "November", "noiembrie"],
  ] as const)("writes the %s in the reader's language", (style, english, romanian) => {
    // Whether a comma follows the weekday differs between versions of the locale data.
    expect(formatDate("2026-11-24", "en-IE", style).replace(",", "")).toBe(english);
    expect(formatDate("2026-11-24", "ro-RO", style).replace(",", "")).toBe(romanian);
  });
});

describe("formatDateRange", () => {
  it("writes the month and the year once where the ends share them", () => {
    expect(formatDateRange({ startDate: "2026-11-01", endDate: "2026-11-24" }, "en-IE")).toMatch(
      /^1\s?–\s?24 Nov 2026$/u,
    );
    expect(formatDateRange({ startDate: "2025-12-30", endDate: "2026-01-02" }, "en-IE")).toMatch(
      /^30 Dec 2025\s?–\s?2 Jan 2026$/u,
    );
  });

  it("writes a range of one day as that day", () => {
    expect(formatDateRange({ startDate: "2026-11-24", endDate: "2026-11-24" }, "en-IE")).toBe("24 Nov 2026");
  });
});

describe("formatClock", () => {
  it("shows the zone's clock, from 00 to 23", () => {
    const instant = 1_795_473_130_000; // 2026-11-23T22:32:10Z
    expect(formatClock(instant, "Europe/Bucharest", "ro-RO")).toBe("00:32:10");
    expect(formatClock(instant, "Asia/Kolkata", "en-IE")).toBe("04:02:10");
  });
});
