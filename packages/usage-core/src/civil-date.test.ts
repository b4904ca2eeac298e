import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, daysInMonth, monthStart, weekStart } from "./civil-date.ts";

const anyDate = fc
  .date({ min: new Date("1970-01-01"), max: new Date("9990-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("civil dates", () => {
  it("agree with Temporal", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -400, max: 400 }), (date, days) => {
        const plain = Temporal.PlainDate.from(date);
        const later = plain.add({ days }).toString();
        expect(addDays(date, days)).toBe(later);
        expect(daysBetween(date, later)).toBe(days);
        expect(daysInMonth(date)).toBe(plain.daysInMonth);
        expect(monthStart(date)).toBe(plain.with({ day: 1 }).toString());
        expect(weekStart(date)).toBe(plain.subtract({ days: plain.dayOfWeek - 1 }).toString());
      }),
    );
  });
});
