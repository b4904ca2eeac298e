import type { DailyCost } from "usage-core";
import { describe, expect, it } from "vitest";
import { paceOf } from "../pace/pace.ts";
import { monthLine } from "./month-line.ts";

function day(date: string, cost: number, unpricedCalls = 0): DailyCost {
  return { date, cost, tokens: 10, calls: 1, unpricedCalls };
}

describe("monthLine", () => {
  const days = [day("2026-11-01", 10), day("2026-11-02", 10), day("2026-11-03", 5)];
  const answer = { asOf: "2026-11-03T10:00:00Z", timeZone: "Europe/Bucharest" };
  const line = monthLine(days, paceOf(days, answer, { projectedMonthEnd: 300, projectionUnpricedCalls: 0 }));

  it("adds the days up to now, which lies inside today", () => {
    const soFar = line.filter((point) => point.soFar !== null).map((point) => [point.at, point.soFar]);
    expect(soFar).toEqual([
      [0, 0],
      [1, 10],
      [2, 20],
      [2.5, 25],
    ]);
  });

  it("goes straight on to the projection, and ends there exactly", () => {
    const pace = line.filter((point) => point.pace !== null);
    expect(pace[0]).toMatchObject({ at: 2.5, pace: 25 });
    expect(pace.at(-1)).toMatchObject({ at: 30, date: "2026-11-30", pace: 300 });
    for (const { at, pace: cost } of pace) expect(cost).toBeCloseTo(25 + (275 / 27.5) * (at - 2.5), 9);
  });

  it("has one way left on the month's last day", () => {
    const last = [day("2026-11-30", 4)];
    const projection = { projectedMonthEnd: 5, projectionUnpricedCalls: 0 };
    const points = monthLine(last, paceOf(last, { ...answer, asOf: "2026-11-30T16:00:00Z" }, projection));
    expect(points.slice(-2).map(({ at, soFar, pace }) => ({ at, soFar, pace }))).toEqual([
      { at: 29.75, soFar: 4, pace: 4 },
      { at: 30, soFar: null, pace: 5 },
    ]);
  });

  it("counts the calls that it leaves out, day by day, and at the pace those that the projection leaves out", () => {
    const partly = [day("2026-11-01", 0, 2), day("2026-11-02", 10), day("2026-11-03", 0, 1)];
    const projection = { projectedMonthEnd: 120, projectionUnpricedCalls: 3 };
    const points = monthLine(partly, paceOf(partly, answer, projection));
    expect(points.slice(0, 5).map(({ at, unpricedCalls }) => [at, unpricedCalls])).toEqual([
      [0, 0],
      [1, 2],
      [2, 2],
      [2.5, 3],
      [3, 3],
    ]);
  });
});
