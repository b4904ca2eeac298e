import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

describe("costsByWeekHour", () => {
  it.each(["Europe/Bucharest", "Australia/Lord_Howe", "Asia/Kathmandu"])(
    "counts each call in the hour and on the weekday that the clock showed in %s, over changes of clocks too",
    async (zone) => {
      await ledger.sql("INSERT INTO firms VALUES ($1, 'A firm', $1)", [zone]);
      await ledger.sql(
        `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
         SELECT $1, n, 'chat', 'small', n, 1, n * 0.001, true, timestamptz '2026-09-20' + n * interval '17 minutes'
           FROM generate_series(1, 4000) n`,
        [zone],
      );
      const range = { startDate: "2026-09-28", endDate: "2026-10-27" };
      const reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache() });
      const { data } = await reader.costsByWeekHour(zone, range);
      const plain = await ledger.sql(
        `SELECT extract(isodow FROM local)::integer AS weekday, extract(hour FROM local)::integer AS hour,
                sum(cost_eur)::float8 AS cost, sum(input_tokens + output_tokens)::integer AS tokens, count(*)::integer AS calls,
                0 AS "unpricedCalls"
           FROM ai_usage_log, LATERAL (SELECT created_at AT TIME ZONE $1 AS local) at
          WHERE firm_id = $1 AND local::date BETWEEN $2 AND $3 GROUP BY 1, 2 ORDER BY 1, 2`,
        [zone, range.startDate, range.endDate],
      );
      expect(plain.length).toBe(168);
      expect(data).toEqual(plain);
    },
  );
});
