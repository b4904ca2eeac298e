import { describe, expect, it } from "vitest";
import { dateRangeSchema, daysOf } from "./date-range.ts";
import { describeIssues } from "./describe-issues.ts";
import { MAX_RANGE_DAYS } from "./is-date-range.ts";

function faultsOf(input: unknown): string {
  const parsed = dateRangeSchema.safeParse(input);
  return parsed.success ? "" : describeIssues(parsed.error);
}

describe("dateRangeSchema", () => {
  it("takes one day, and a leap day", () => {
    expect(faultsOf({ startDate: "2028-02-29", endDate: "2028-02-29" })).toBe("");
  });

  it.each([
    ["2026-02-30", '"2026-02-30" is not a date of the calendar; give YYYY-MM-DD'],
    ["2026-2-3", '"2026-2-3" is not a date of the calendar; give YYYY-MM-DD'],
    ["2026-11-24T00:00:00Z", '"2026-11-24T00:00:00Z" is not a date of the calendar; give YYYY-MM-DD'],
    [20261124, "20261124 is not a date of the calendar; give YYYY-MM-DD"],
    ["0000-01-01", '"0000-01-01" is out of bounds; give a date from 1970-01-01 to 9998-12-31'],
    ["9999-01-01", '"9999-01-01" is out of bounds; give a date from 1970-01-01 to 9998-12-31'],
  ])("refuses the date %s by name", (startDate, message) => {
    expect(faultsOf({ startDate, endDate: "2026-12-01" })).toBe(`startDate: ${message}`);
  });

  it("reports all faults together", () => {
    expect(faultsOf({ startDate: "x", endDate: "y", zone: "UTC" })).toMatch(/startDate: .*endDate: .*"zone"/);
  });

  it.each([
    [undefined, "is missing; give startDate and endDate"],
    ["2026-11-24", "must be an object; give startDate and endDate"],
    [null, "must be an object; give startDate and endDate"],
  ])("says of %j how a range is given", (input, message) => {
    expect(faultsOf(input)).toBe(message);
  });

  it("refuses an end before its start", () => {
    expect(faultsOf({ startDate: "2026-11-02", endDate: "2026-11-01" })).toBe(
      "endDate: 2026-11-01 is before startDate 2026-11-02; give an end on or after the start",
    );
  });

  it("takes 400 days and refuses 401", () => {
    expect(daysOf({ startDate: "2025-01-01", endDate: "2026-02-04" })).toHaveLength(MAX_RANGE_DAYS);
    expect(faultsOf({ startDate: "2025-01-01", endDate: "2026-02-04" })).toBe("");
    expect(faultsOf({ startDate: "2025-01-01", endDate: "2026-02-05" })).toBe(
      "endDate: 2025-01-01 to 2026-02-05 is 401 days; ask for at most 400",
    );
  });
});

describe("daysOf", () => {
  it("crosses a leap day and a year's end", () => {
    expect(daysOf({ startDate: "2028-02-28", endDate: "2028-03-01" })).toEqual([
      "2028-02-28",
      "2028-02-29",
      "2028-03-01",
    ]);
    expect(daysOf({ startDate: "2026-12-31", endDate: "2027-01-01" })).toEqual(["2026-12-31", "2027-01-01"]);
  });
});
