import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addDays } from "./civil-date.ts";
import { daysOf } from "./date-range.ts";
import { daysIn, isWithin, monthOf } from "./range-days.ts";

const anyDate = fc
  .integer({ min: 0, max: 2_900_000 })
  .map((days) => Temporal.PlainDate.from("1970-01-01").add({ days }).toString());

describe("daysIn and isWithin", () => {
  it("count the days of a range, and know no others", () => {
    fc.assert(
      fc.property(anyDate, fc.nat({ max: 400 }), (startDate, more) => {
        const range = { startDate, endDate: addDays(startDate, more) };
        expect(daysIn(range)).toBe(more + 1);
        expect(daysOf(range).every((day) => isWithin(day, range))).toBe(true);
        expect(isWithin(addDays(startDate, -1), range)).toBe(false);
        expect(isWithin(addDays(range.endDate, 1), range)).toBe(false);
      }),
    );
  });
});

describe("monthOf", () => {
  it("is from the first to the last day of the date's month", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { year, month, daysInMonth } = Temporal.PlainDate.from(date);
        const on = (day: number) => Temporal.PlainDate.from({ year, month, day }).toString();
        expect(monthOf(date)).toEqual({ startDate: on(1), endDate: on(daysInMonth) });
      }),
    );
  });
});
