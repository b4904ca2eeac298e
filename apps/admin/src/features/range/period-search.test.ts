import { describe, expect, it } from "vitest";
import { parsePeriodSearch, periodSearch, rangeChoiceOf, resolveRange } from "./period-search.ts";

describe("parsePeriodSearch", () => {
  it("reads what the page writes", () => {
    expect(parsePeriodSearch({ range: "30d", day: "2026-11-03" })).toEqual({ range: "30d" });
    expect(parsePeriodSearch({ from: "2026-11-01", to: "2026-11-10" })).toEqual({
      from: "2026-11-01",
      to: "2026-11-10",
    });
  });

  it.each([
    [{}],
    [{ range: "yesterday" }],
    [{ range: 7 }],
    [{ from: "2026-11-10", to: "2026-11-01" }],
    [{ from: "2026-11-10" }],
    [{ from: "2024-01-01", to: "2026-01-01" }],
    [{ from: "2026-13-01", to: "2026-13-02", unknown: "x" }],
  ])("drops what is not known or not valid: %j", (raw) => {
    expect(parsePeriodSearch(raw)).toEqual({});
  });

  it("falls back to the named period when the days are not valid", () => {
    expect(parsePeriodSearch({ range: "7d", from: "2026-11-10", to: "x" })).toEqual({ range: "7d" });
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

  it("survives the way through the address, whichever was there before", () => {
    const choices = [
      { preset: "this-month" },
      { preset: "7d" },
      { custom: { startDate: "2026-01-01", endDate: "2026-01-02" } },
    ] as const;
    for (const before of choices) {
      for (const choice of choices) {
        const search = { ...periodSearch(before), ...periodSearch(choice) };
        expect(rangeChoiceOf(parsePeriodSearch({ ...search }))).toEqual(choice);
      }
    }
  });
});
