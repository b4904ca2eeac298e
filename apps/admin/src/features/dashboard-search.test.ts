import { describe, expect, it } from "vitest";
import { openDay, parseDashboardSearch, rangeChoiceOf, resolveRange, withRange } from "./dashboard-search.ts";

describe("parseDashboardSearch", () => {
  it("reads what the page writes", () => {
    expect(parseDashboardSearch({ firm: "acme", range: "30d", day: "2026-11-03" })).toEqual({
      firm: "acme",
      range: "30d",
      day: "2026-11-03",
    });
    expect(parseDashboardSearch({ from: "2026-11-01", to: "2026-11-10" })).toEqual({
      from: "2026-11-01",
      to: "2026-11-10",
    });
  });

  it.each([
    [{}],
    [{ firm: "", range: "yesterday", day: "2026-02-30" }],
    [{ firm: ["a"], range: 7, day: "tomorrow" }],
    [{ from: "2026-11-10", to: "2026-11-01" }],
    [{ from: "2026-11-10" }],
    [{ from: "2024-01-01", to: "2026-01-01" }],
    [{ from: "2026-13-01", to: "2026-13-02", unknown: "x" }],
  ])("drops what is not known or not valid: %j", (raw) => {
    expect(parseDashboardSearch(raw)).toEqual({});
  });

  it("falls back to the named period when the days are not valid", () => {
    expect(parseDashboardSearch({ range: "7d", from: "2026-11-10", to: "x" })).toEqual({ range: "7d" });
  });
});

describe("the period", () => {
  it("is this month unless the address says otherwise", () => {
    expect(resolveRange(rangeChoiceOf({}), "2026-11-24")).toEqual({ startDate: "2026-11-01", endDate: "2026-11-24" });
  });

  it("is the reader's own days when the address has them", () => {
    const choice = rangeChoiceOf({ range: "7d", from: "2026-01-01", to: "2026-01-02" });
    expect(resolveRange(choice, "2026-11-24")).toEqual({ startDate: "2026-01-01", endDate: "2026-01-02" });
  });

  it("survives the way through the address, and closes the open day", () => {
    const before = { firm: "acme", range: "30d", day: "2026-11-03" } as const;
    for (const choice of [
      { preset: "this-month" },
      { preset: "7d" },
      { custom: { startDate: "2026-01-01", endDate: "2026-01-02" } },
    ] as const) {
      const search = withRange(before, choice);
      expect(rangeChoiceOf(parseDashboardSearch({ ...search }))).toEqual(choice);
      expect(search).toMatchObject({ firm: "acme" });
      expect(search.day).toBeUndefined();
    }
  });
});

describe("openDay", () => {
  const range = { startDate: "2026-11-01", endDate: "2026-11-30" };

  it("is the day of the address", () => {
    expect(openDay({ day: "2026-11-03" }, range, "2026-11-24")).toBe("2026-11-03");
  });

  it.each(["2026-10-31", "2026-12-01", "2026-11-25", undefined])("is none for %s", (day) => {
    expect(openDay({ day }, range, "2026-11-24")).toBeUndefined();
  });
});
