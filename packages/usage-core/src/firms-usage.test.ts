import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { addDays } from "./civil-date.ts";
import { firmsUsageSchema } from "./contract.ts";
import { daysOf } from "./date-range.ts";
import { type FirmDays, firmPeriods, firmsUsage } from "./firms-usage.ts";
import { PRESETS } from "./presets.ts";
import { type DayRow, totalUsage } from "./usage-rows.ts";

const AS_OF = Date.parse("2026-11-11T12:00:00Z");
const OCTOBER = { startDate: "2026-10-01", endDate: "2026-10-31" };

function firm(
  firmId: string,
  days: readonly DayRow[],
  { range = OCTOBER, timeZone = "UTC", asOf = AS_OF } = {},
): FirmDays {
  const costs = days.map(({ day, cost, unpricedCalls }) => ({
    day,
    cost: cost.toFixed(),
    unpricedCalls: Number(unpricedCalls),
  }));
  return {
    firmId,
    firmName: `Name of ${firmId}`,
    timeZone,
    periods: firmPeriods(timeZone, asOf, { range }),
    days,
    costs,
  };
}

describe("firmPeriods", () => {
  it("compares as a firm's own pages do: months with the month before, other days with those right before them", () => {
    const previousOf = (startDate: string, endDate: string) =>
      firmPeriods("UTC", AS_OF, { range: { startDate, endDate } }).previousRange;
    expect(previousOf("2026-10-01", "2026-10-31")).toEqual({ startDate: "2026-09-01", endDate: "2026-09-30" });
    expect(previousOf("2026-11-01", "2026-11-11")).toEqual({ startDate: "2026-10-01", endDate: "2026-10-11" });
    expect(previousOf("2026-11-05", "2026-11-11")).toEqual({ startDate: "2026-10-29", endDate: "2026-11-04" });
  });

  it("takes the month to date where no range is asked for, each zone its own, and compares the same days", () => {
    const asOf = Date.parse("2026-11-30T22:30:00Z");
    expect(firmPeriods("Europe/Bucharest", asOf)).toMatchObject({
      range: { startDate: "2026-12-01", endDate: "2026-12-01" },
      previousRange: { startDate: "2026-11-01", endDate: "2026-11-01" },
    });
    expect(firmPeriods("Europe/London", AS_OF)).toMatchObject({
      range: { startDate: "2026-11-01", endDate: "2026-11-11" },
      previousRange: { startDate: "2026-10-01", endDate: "2026-10-11" },
    });
  });

  it("takes the days that a name means on each zone's own calendar", () => {
    const asOf = Date.parse("2026-11-24T23:00:00Z");
    const lastDays = (timeZone: string) => firmPeriods(timeZone, asOf, { preset: "7d" }).range;
    expect(lastDays("Europe/Bucharest")).toEqual({ startDate: "2026-11-19", endDate: "2026-11-25" });
    expect(lastDays("America/New_York")).toEqual({ startDate: "2026-11-18", endDate: "2026-11-24" });
  });

  it("cuts a period by name alike, whatever the date", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(...PRESETS), (day, preset) => {
        const noon = Date.parse(`${addDays("1990-01-01", day)}T12:00:00Z`);
        const granularityIn = (timeZone: string) => firmPeriods(timeZone, noon, { preset }).granularity;
        expect(granularityIn("Pacific/Kiritimati")).toBe(granularityIn("Pacific/Pago_Pago"));
      }),
    );
  });

  it.each([
    ["2026-10-01", "2026-10-31", "day", 31],
    ["2026-10-01", "2026-11-01", "week", 5],
    ["2026-03-30", "2026-11-01", "week", 31],
    ["2026-03-29", "2026-11-01", "month", 9],
    ["2025-11-30", "2027-01-01", "month", 15],
  ])("cuts %s to %s by %s into %i", (startDate, endDate, granularity, buckets) => {
    const periods = firmPeriods("UTC", AS_OF, { range: { startDate, endDate } });
    expect([periods.granularity, periods.buckets.length]).toEqual([granularity, buckets]);
  });

  it("cuts any range into at most 31 buckets that leave no day out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 399 }), (start, days) => {
        const startDate = addDays("1970-01-01", start);
        const range = { startDate, endDate: addDays(startDate, days) };
        const { buckets } = firmPeriods("UTC", AS_OF, { range });
        expect(buckets.length).toBeLessThanOrEqual(31);
        expect(buckets.flatMap(daysOf)).toEqual(daysOf(range));
      }),
    );
  });
});

describe("firmsUsage", () => {
  it("tells a firm's figures, what they are compared with, and where its month ends", () => {
    const days = [
      { day: "2026-09-30", ...usage("4", 2, { unpricedCalls: 1n }) },
      { day: "2026-10-01", ...usage("10", 4, { failedCalls: 1n }) },
      { day: "2026-10-02", ...usage("0", 1, { unpricedCalls: 1n }) },
      { day: "2026-11-05", ...usage("21", 3, { unpricedCalls: 2n }) },
    ];
    const { firms, total } = firmsUsage([firm("a", days)], AS_OF);
    const figures = {
      cost: 10,
      tokens: 75,
      calls: 5,
      unpricedCalls: 1,
      unpricedPercent: 20,
      failedCalls: 1,
      successRate: 0.8,
      previousCost: 4,
      previousUnpricedCalls: 1,
      projectedMonthEnd: 60,
      projectionUnpricedCalls: 2,
    };
    expect(firms).toEqual([
      {
        firmId: "a",
        firmName: "Name of a",
        timeZone: "UTC",
        range: OCTOBER,
        previousRange: { startDate: "2026-09-01", endDate: "2026-09-30" },
        ...figures,
        series: [10, null, ...Array(29).fill(0)],
      },
    ]);
    expect(total).toEqual(figures);
  });

  it("lists the dearest first, then most calls, then by id, and firms without usage", () => {
    const of = (cost: string, calls: number) => [{ day: "2026-10-01", ...usage(cost, calls) }];
    const firms = [
      firm("d", []),
      firm("c", of("1", 1)),
      firm("b", of("1", 1)),
      firm("a", of("1", 2)),
      firm("z", of("2", 1)),
    ];
    expect(firmsUsage(firms, AS_OF).firms.map(({ firmId }) => firmId)).toEqual(["z", "a", "b", "c", "d"]);
    expect(firmsUsage(firms, AS_OF).firms.at(-1)).toMatchObject({
      cost: 0,
      calls: 0,
      successRate: 1,
      unpricedPercent: 0,
    });
  });

  it("of no firm is all zeros", () => {
    expect(firmsUsage([], AS_OF)).toMatchObject({ firms: [], total: { cost: 0, calls: 0, successRate: 1 } });
  });

  it("adds up exactly: ten firms of a tenth of a cent are one cent", () => {
    const firms = Array.from({ length: 10 }, (_, index) =>
      firm(String(index), [{ day: "2026-10-01", ...usage("0.001") }]),
    );
    expect(firmsUsage(firms, AS_OF).total.cost).toBe(0.01);
  });

  it("adds up to the total, and each series to its firm, and is what the contract says", () => {
    const anyDay = fc.integer({ min: 0, max: 130 }).map((days) => addDays("2026-08-01", days));
    const anyRow = fc
      .record({ day: anyDay, euros: fc.integer({ min: 0, max: 1_000 }), calls: fc.integer({ min: 1, max: 9 }) })
      .chain(({ day, euros, calls }) =>
        fc.integer({ min: 0, max: calls }).map((failed) => ({
          day,
          ...usage(String(euros), calls, { failedCalls: BigInt(failed), unpricedCalls: BigInt(calls - failed) }),
        })),
      );
    fc.assert(
      fc.property(fc.array(fc.array(anyRow, { maxLength: 20 }), { maxLength: 5 }), (days) => {
        const given = days.map((rows, index) => firm(String(index), rows));
        const answer = firmsUsageSchema.parse(firmsUsage(given, AS_OF));
        const added = (field: "cost" | "calls" | "previousCost" | "unpricedCalls") =>
          answer.firms.reduce((sum, each) => sum + each[field], 0);
        for (const field of ["cost", "calls", "previousCost", "unpricedCalls"] as const)
          expect(answer.total[field]).toBe(added(field));
        const ofOctober = totalUsage(days.flat().filter(({ day }) => day.startsWith("2026-10")));
        expect(answer.total.calls).toBe(Number(ofOctober.calls));
        for (const { series, cost } of answer.firms)
          expect(series.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(cost);
      }),
    );
  });
});
