import fc from "fast-check";
import { addDays, type DateRange, totalUsage } from "usage-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fold } from "../src/fold.ts";
import { findUsageByDay } from "../src/queries/usage-by-day.ts";
import { findUsageByStretch } from "../src/queries/usage-by-stretch.ts";
import { type Ledger, noCache, openLedger } from "./support/ledger.ts";

const FIRST_DAY = "2026-09-15";
const DAYS = 60;

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'Europe/Bucharest')");
  await insertCalls("folded");
  await fold(ledger.database, noCache);
  await insertCalls("not folded yet");
});
afterAll(() => ledger[Symbol.asyncDispose]());

/** One call a day, each day's with figures of its own. */
async function insertCalls(name: string): Promise<void> {
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     SELECT 'firm', $1 || n, 'f', 'm', n, 2 * n, CASE WHEN n % 7 > 0 THEN n * 0.000000000001 END, n % 5 > 0,
            ($2::date + n)::timestamp AT TIME ZONE 'Europe/Bucharest'
       FROM generate_series(0, $3 - 1) n`,
    [name, FIRST_DAY, DAYS],
  );
}

const anyRange: fc.Arbitrary<DateRange> = fc
  .tuple(fc.integer({ min: -5, max: DAYS + 5 }), fc.nat({ max: DAYS }))
  .map(([start, days]) => ({ startDate: addDays(FIRST_DAY, start), endDate: addDays(FIRST_DAY, start + days) }));

describe("findUsageByStretch", () => {
  it("gives every range the sum of its days, whether ranges overlap, touch, or leave days out", async () => {
    const { database } = ledger;
    await fc.assert(
      fc.asyncProperty(fc.array(anyRange, { minLength: 1, maxLength: 3 }), async (ranges) => {
        const stretches = await findUsageByStretch(database, "firm", ranges);
        for (const range of ranges) {
          const ofRange = stretches.filter(({ day }) => day >= range.startDate && day <= range.endDate);
          expect(totalUsage(ofRange)).toEqual(totalUsage(await findUsageByDay(database, "firm", range)));
        }
      }),
    );
  });

  it("reads nothing outside of the ranges", async () => {
    const ranges = [day(0), day(20)];
    const stretches = await findUsageByStretch(ledger.database, "firm", ranges);
    expect(stretches.map(({ day, calls }) => [day, calls])).toEqual([
      [addDays(FIRST_DAY, 0), 2n],
      [addDays(FIRST_DAY, 20), 2n],
    ]);
  });

  it("gives one row for a range, however long", async () => {
    const range = { startDate: FIRST_DAY, endDate: addDays(FIRST_DAY, DAYS - 1) };
    expect(await findUsageByStretch(ledger.database, "firm", [range, range])).toMatchObject([
      { day: FIRST_DAY, calls: BigInt(2 * DAYS) },
    ]);
  });
});

function day(index: number): DateRange {
  return { startDate: addDays(FIRST_DAY, index), endDate: addDays(FIRST_DAY, index) };
}
