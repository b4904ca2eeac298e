import { type DailyCost, localDayAt, money, monthProgress, projectMonthEnd, toNumber } from "usage-core";
import { describe, expect, it } from "vitest";
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
