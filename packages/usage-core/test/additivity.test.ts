import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  aggregateLogs,
  type DateRange,
  dailyCosts,
  daysBetween,
  featureCosts,
  hoursOf,
  modelCosts,
  totalUsage,
} from "../src/index.ts";
import { anyLogs, ZONES } from "./arbitrary-logs.ts";

/** Three weeks around the last Sunday of October: clocks go back in Bucharest, and a month ends. */
const WHOLE: DateRange = { startDate: "2026-10-14", endDate: "2026-11-04" };
const logs = anyLogs("2026-10-12T00:00:00Z", "2026-11-07T00:00:00Z");
const zone = fc.constantFrom(...ZONES);

/** The whole range in two or three parts that touch. */
const anySplit = fc
  .uniqueArray(fc.integer({ min: 1, max: daysBetween(WHOLE.startDate, WHOLE.endDate) }), { minLength: 1, maxLength: 2 })
  .map((cuts) => {
    const starts = [0, ...cuts.sort((a, b) => a - b)].map((days) => addDays(WHOLE.startDate, days));
    return starts.map((startDate, index): DateRange => {
      const next = starts[index + 1];
      return { startDate, endDate: next === undefined ? WHOLE.endDate : addDays(next, -1) };
    });
  });

describe("additivity", () => {
  it("any split of a range adds up to the range, to the last decimal", () => {
    fc.assert(
      fc.property(logs, zone, anySplit, (logs, zone, parts) => {
        const whole = totalUsage(aggregateLogs(logs, zone, WHOLE).days);
        const split = totalUsage(parts.flatMap((part) => aggregateLogs(logs, zone, part).days));
        expect(exactly(split)).toEqual(exactly(whole));
      }),
    );
  });

  it("every grouping adds up to the total, to the last decimal", () => {
    fc.assert(
      fc.property(logs, zone, (logs, zone) => {
        const { days, hours, features, users, models } = aggregateLogs(logs, zone, WHOLE);
        for (const grouping of [hours, features, users, models]) {
          expect(exactly(totalUsage(grouping))).toEqual(exactly(totalUsage(days)));
        }
      }),
    );
  });

  it("shares add up to 100 when anything was spent, and are 0 otherwise", () => {
    fc.assert(
      fc.property(logs, zone, (logs, zone) => {
        const { days, features, models } = aggregateLogs(logs, zone, WHOLE);
        const spent = totalUsage(days).cost.gt(0);
        for (const rows of [featureCosts(features), modelCosts(models)]) {
          const shares = rows.reduce((sum, { percentOfTotal }) => sum + percentOfTotal, 0);
          expect(Math.abs(shares - (spent ? 100 : 0))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("every call lies in one of its day's hours", () => {
    fc.assert(
      fc.property(logs, zone, (logs, zone) => {
        const { days, hours } = aggregateLogs(logs, zone, WHOLE);
        const known = new Set(days.flatMap(({ day }) => hoursOf(day, zone).map(({ start }) => start)));
        expect(hours.filter(({ hour }) => !known.has(hour))).toEqual([]);
      }),
    );
  });

  it("the order of the logs does not matter", () => {
    const shuffled = logs.chain((logs) =>
      fc.tuple(fc.constant(logs), fc.shuffledSubarray(logs, { minLength: logs.length })),
    );
    fc.assert(
      fc.property(shuffled, zone, ([logs, shuffled], zone) => {
        expect(dailyCosts(aggregateLogs(shuffled, zone, WHOLE).days, WHOLE)).toEqual(
          dailyCosts(aggregateLogs(logs, zone, WHOLE).days, WHOLE),
        );
      }),
    );
  });
});

function exactly({ cost, ...counts }: ReturnType<typeof totalUsage>) {
  return { ...counts, cost: cost.toFixed() };
}
