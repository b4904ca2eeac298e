import { describe, expect, it } from "vitest";
import { localDayAt, monthProgress } from "./calendar.ts";
import { money } from "./money.ts";
import { projectMonthEnd } from "./projection.ts";

const NO_HISTORY = { spend: money(0), days: 31 };

function monthAt(instant: string, zone = "UTC") {
  const asOf = Date.parse(instant);
  return monthProgress(localDayAt(asOf, zone), asOf);
}

describe("projectMonthEnd", () => {
  it("is month to date / elapsed days x days in the month", () => {
    expect(projectMonthEnd(money(100), monthAt("2026-11-11T00:00:00Z"), NO_HISTORY).toNumber()).toBe(300);
  });

  it("does not fall by a quarter just after midnight", () => {
    // Three whole days of 10 EUR, and one hour at the same pace.
    const monthToDate = money(30).plus(money(10).div(24));
    expect(projectMonthEnd(monthToDate, monthAt("2026-11-04T01:00:00Z"), NO_HISTORY).toNumber()).toBe(300);
  });

  it("takes the days to come of the first day at the previous month's average", () => {
    // Half of the first of 30 days has passed: 29.5 days to come at 310 / 31.
    const projected = projectMonthEnd(money(7), monthAt("2026-11-01T12:00:00Z"), { spend: money(310), days: 31 });
    expect(projected.toNumber()).toBe(7 + 295);
  });

  it("is the spend so far on the first day without history", () => {
    expect(projectMonthEnd(money(7), monthAt("2026-11-01T12:00:00Z"), NO_HISTORY).toNumber()).toBe(7);
  });

  it("ends at the month's spend in its last moment", () => {
    const end = projectMonthEnd(money(300), monthAt("2026-11-30T23:59:59.999Z"), NO_HISTORY).toNumber();
    expect(end).toBeCloseTo(300, 5);
    expect(end).toBeGreaterThanOrEqual(300);
  });

  it("is exact where doubles are not", () => {
    const projected = projectMonthEnd(money("999999999999.123456789012"), monthAt("2026-11-16T00:00:00Z"), NO_HISTORY);
    expect(projected.toFixed()).toBe("1999999999998.246913578024");
  });
});
