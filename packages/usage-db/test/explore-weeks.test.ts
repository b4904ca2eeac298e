import { addDays, money, sum, toNumber } from "usage-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

/** A Monday. */
const FIRST = "2026-02-02";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'UTC')");
  // A call on each day, of a cost that is that day's alone; every third one is not folded.
  for (const isFolded of [true, false]) {
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       SELECT 'acme', day::text, 'ana', 'chat', 'small', 0, 0, 2::numeric ^ day, true, $2::timestamptz + day * interval '1 day'
         FROM generate_series(0, 36) day WHERE (day % 3 > 0) = $1`,
      [isFolded, `${FIRST}T12:00:00Z`],
    );
    if (isFolded) await ledger.sql("SELECT * FROM ai_usage_fold(1000)");
  }
});
afterAll(() => ledger[Symbol.asyncDispose]());

it("has a user's days and no others, on whichever days of the week a range begins and ends", async () => {
  const reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache() });
  const costOf = (first: number, last: number) =>
    toNumber(sum(Array.from({ length: last - first + 1 }, (_, at) => money(String(2 ** (first + at))))));
  for (let first = 7; first < 14; first++) {
    for (let last = first; last < first + 16; last++) {
      const range = { startDate: addDays(FIRST, first), endDate: addDays(FIRST, last) };
      for (const granularity of [undefined, "week"] as const) {
        const { data } = await reader.explore("acme", {
          range,
          groupBy: ["user"],
          ...(granularity && { granularity }),
        });
        const [ana] = data.rows;
        expect([range, ana?.figures.cost, ana?.figures.calls]).toEqual([range, costOf(first, last), last - first + 1]);
        const weeks = data.buckets.map(({ startDate, endDate }) =>
          [startDate, endDate].map((date) => (Date.parse(date) - Date.parse(FIRST)) / 86_400_000),
        );
        expect([range, ana?.series.map(({ cost }) => cost)]).toEqual([
          range,
          weeks.map(([from = 0, to = 0]) => costOf(from, to)),
        ]);
      }
    }
  }
});
