import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isCivilDate } from "./civil-date.ts";
import { civilDateSchema, dateRangeSchema } from "./date-range.ts";
import { isDateRange, MAX_RANGE_DAYS } from "./is-date-range.ts";

const twoDigits = fc.integer({ min: 0, max: 33 }).map((number) => String(number).padStart(2, "0"));
const likeADate = fc
  .tuple(fc.integer({ min: 1965, max: 10_001 }), twoDigits, twoDigits)
  .map(([year, month, day]) => `${year}-${month}-${day}`);

describe("isCivilDate", () => {
  it("takes what the schema takes", () => {
    fc.assert(
      fc.property(fc.oneof(likeADate, fc.string(), fc.anything()), (value) => {
        expect(isCivilDate(value)).toBe(civilDateSchema.safeParse(value).success);
      }),
    );
  });

  it.each(["2026-02-30", "2026-2-03", "1969-12-31", "9999-01-01", "2026-11-24T00:00", 20261124])(
    "refuses %s",
    (value) => {
      expect(isCivilDate(value)).toBe(false);
    },
  );
});

describe("isDateRange", () => {
  it("takes what the schema takes", () => {
    const days = fc.integer({ min: -3, max: MAX_RANGE_DAYS + 3 });
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 25_000 }), days, (start, length) => {
        const startDate = addDays("1970-01-01", start);
        const range = { startDate, endDate: addDays(startDate, length) };
        expect(isDateRange(range)).toBe(dateRangeSchema.safeParse(range).success);
      }),
    );
  });

  it("refuses what is no date", () => {
    expect(isDateRange({ startDate: undefined, endDate: "2026-11-24" })).toBe(false);
  });
});
