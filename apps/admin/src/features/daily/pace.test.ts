import { type DailyCost, localDayAt, money, monthProgress, projectMonthEnd, toNumber } from "usage-core";
import { describe, expect, it } from "vitest";
import { dailyBars, showsMonthToDate } from "./daily-bars.ts";
import { paceOf } from "./pace.ts";

const ZONE = "Europe/Bucharest";

function days(costs: Readonly<Record<string, number>>): DailyCost[] {
  return Object.entries(costs).map(([date, cost]) => ({ date, cost, tokens: 10, calls: 1, unpricedCalls: 0 }));
}

/** The projection as the service computes it, for a month without a previous one. */
function projected(monthToDate: number, asOf: string) {
  const now = Date.parse(asOf);
  const progress = monthProgress(localDayAt(now, ZONE), now);
  return endingAt(toNumber(projectMonthEnd(money(monthToDate), progress, { spend: money(0), days: 31 })));
}

function endingAt(projectedMonthEnd: number) {
  return { projectedMonthEnd, projectionUnpricedCalls: 0 };
}

describe("paceOf", () => {
  it("is the month to date over the days that have passed, today by its part", () => {
    const asOf = "2026-11-03T10:00:00Z"; // noon in Bucharest: 2.5 days have passed
    const pace = paceOf(
      days({ "2026-11-01": 10, "2026-11-02": 10, "2026-11-03": 5 }),
      { asOf, timeZone: ZONE },
      projected(25, asOf),
    );
    expect(pace).toMatchObject({ today: "2026-11-03", monthStart: "2026-11-01", monthEnd: "2026-11-30" });
    expect(pace.monthToDate).toBe(25);
    expect(pace.perDay).toBeCloseTo(10, 9);
    expect(pace.restOfToday).toBeCloseTo(5, 9);
  });

  it("leads to the projection on the month's first day, which goes by the previous month", () => {
    const pace = paceOf(
      days({ "2026-11-01": 3 }),
      { asOf: "2026-11-01T10:00:00Z", timeZone: ZONE },
      endingAt(3 + 29.5 * 4),
    );
    expect(pace.perDay).toBeCloseTo(4, 9);
    expect(pace.restOfToday).toBeCloseTo(2, 9);
  });

  it("counts today by its part of 25 hours on the day on which clocks go back", () => {
    const asOf = "2026-10-25T09:30:00Z"; // 12.5 of 25 hours
    const pace = paceOf(days({ "2026-10-25": 1 }), { asOf, timeZone: ZONE }, endingAt(1 + 6.5 * 2));
    expect(pace.perDay).toBeCloseTo(2, 9);
    expect(pace.restOfToday).toBeCloseTo(1, 9);
  });

  it("is never negative when a call came between the two reads", () => {
    const pace = paceOf(days({ "2026-11-01": 9 }), { asOf: "2026-11-01T21:59:00Z", timeZone: ZONE }, endingAt(8.9));
    expect(pace.perDay).toBe(0);
  });

  it("leaves out days before the month", () => {
    const pace = paceOf(
      days({ "2026-10-31": 50, "2026-11-01": 2 }),
      { asOf: "2026-11-01T10:00:00Z", timeZone: ZONE },
      endingAt(40),
    );
    expect(pace.monthToDate).toBe(2);
  });
});

const asOf = "2026-11-03T10:00:00Z";
const monthSoFar = days({ "2026-11-01": 10, "2026-11-02": 10, "2026-11-03": 5 });
const pace = paceOf(monthSoFar, { asOf, timeZone: ZONE }, projected(25, asOf));

describe("dailyBars", () => {
  it("tells finished days, the unfinished today and days to come apart", () => {
    const bars = dailyBars(monthSoFar, "2026-11-03", pace);
    expect(bars).toHaveLength(30);
    expect(bars[1]).toMatchObject({ finished: 10, soFar: null, expected: null });
    expect(bars[2]).toMatchObject({ date: "2026-11-03", finished: null, soFar: 5 });
    expect(bars[29]).toMatchObject({ date: "2026-11-30", finished: null, soFar: null, usage: null });
  });

  it("draws bars that add up to the projection", () => {
    const bars = dailyBars(monthSoFar, "2026-11-03", pace);
    const drawn = bars.reduce((sum, bar) => sum + (bar.finished ?? 0) + (bar.soFar ?? 0) + (bar.expected ?? 0), 0);
    expect(drawn).toBeCloseTo(pace.projectedMonthEnd, 9);
  });

  it("adds no days without a pace, and shows nothing for days to come that the period names", () => {
    const bars = dailyBars(days({ "2026-11-03": 5, "2026-11-04": 0 }), "2026-11-03", null);
    expect(bars.map((bar) => [bar.soFar, bar.expected, bar.usage === null])).toEqual([
      [5, null, false],
      [null, null, true],
    ]);
  });

  it("expects nothing after the month's end", () => {
    const bars = dailyBars(days({ "2026-11-03": 5, "2026-12-01": 0 }), "2026-11-03", pace);
    expect(bars.at(-1)).toMatchObject({ date: "2026-12-01", expected: null });
  });
});

describe("showsMonthToDate", () => {
  it.each([
    ["2026-11-01", "2026-11-03", true],
    ["2026-09-01", "2026-11-30", true],
    ["2026-11-02", "2026-11-03", false],
    ["2026-10-01", "2026-10-31", false],
  ])("from %s to %s: %s", (startDate, endDate, expected) => {
    expect(showsMonthToDate({ startDate, endDate }, pace)).toBe(expected);
  });
});
