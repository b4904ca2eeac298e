import { type DateRange, totalUsage } from "usage-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fold } from "../src/fold.ts";
import { findUsageByDay } from "../src/queries/usage-by-day.ts";
import { findUsageByFeature } from "../src/queries/usage-by-feature.ts";
import { findUsageByHour } from "../src/queries/usage-by-hour.ts";
import { findUsageByModel } from "../src/queries/usage-by-model.ts";
import { findUsageByStretch } from "../src/queries/usage-by-stretch.ts";
import { findUsageByUser } from "../src/queries/usage-by-user.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, noCache, openLedger } from "./support/ledger.ts";

const DAY: DateRange = { startDate: "2026-11-24", endDate: "2026-11-24" };
const READS = 200;

/** Ten calls over different hours, features, users and models: whoever sees nine of them has seen half of something. */
const TEN_CALLS = `
  INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
  SELECT 'firm', $1 || '-' || n, 'user-' || n % 3, 'feature-' || n % 4, 'model-' || n % 2, n, 1, 0.1, true,
         timestamptz '2026-11-24 08:00+00' + n * interval '20 minutes'
    FROM generate_series(1, 10) n`;

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'Europe/Bucharest')");
});
afterAll(() => ledger[Symbol.asyncDispose]());

describe("reads beside writers and folds", () => {
  it("see whole transactions only, in every grouping, and never fewer than before", async () => {
    const { database } = ledger;
    const done = new AbortController();
    const untilDone = async (round: (index: number) => Promise<unknown>) => {
      for (let index = 0; !done.signal.aborted; index += 1) await round(index);
    };
    const writers = [0, 1, 2].map(async (writer) => {
      const client = await ledger.connect();
      await untilDone(async (index) => {
        await client.query("BEGIN");
        await client.query(TEN_CALLS, [`${writer}-${index}`]);
        await client.query(index % 10 === 9 ? "ROLLBACK" : "COMMIT");
      });
    });
    const folds = [0, 1].map(() => untilDone(() => fold(database, noCache)));

    const read = [
      () => findUsageByDay(database, "firm", DAY),
      () => findUsageByStretch(database, "firm", [DAY]),
      () => findUsageByHour(database, "firm", DAY.startDate),
      () => findUsageByFeature(database, "firm", DAY),
      () => findUsageByUser(database, "firm", DAY),
      () => findUsageByModel(database, "firm", DAY),
    ];
    const wrong: string[] = [];
    let before = 0n;
    try {
      for (let index = 0; index < READS; index += 1) {
        const total = totalUsage((await read[index % read.length]?.()) ?? []);
        if (total.calls % 10n !== 0n || total.calls < before || !total.cost.times(10).eq(String(total.calls))) {
          wrong.push(`read ${index}: ${total.calls} calls after ${before}, ${total.cost} EUR`);
        }
        before = total.calls;
      }
    } finally {
      done.abort();
      await Promise.all([...writers, ...folds]);
    }
    expect(wrong).toEqual([]);
    expect(before).toBeGreaterThan(0n);
    expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  });

  it("would be wrong in two statements: a fold in between moves deltas out of both", async () => {
    const [reader, folder] = await Promise.all([ledger.connect(), ledger.connect()]);
    await folder.query("SELECT * FROM ai_usage_fold(1000000)");
    await reader.query(TEN_CALLS, ["split"]);
    const expected = await callsOf(`SELECT count(*) AS calls FROM ai_usage_log`);
    const folded = await callsOf("SELECT sum(calls) AS calls FROM ai_usage_rollup WHERE grouping = 'total'");
    await folder.query("SELECT * FROM ai_usage_fold(1000000)");
    const unfolded = await callsOf("SELECT coalesce(sum(calls), 0) AS calls FROM ai_usage_delta");
    expect(folded + unfolded).toBe(expected - 10);
    expect(await callsOf("SELECT sum(calls) AS calls FROM ai_usage WHERE grouping = 'total'")).toBe(expected);

    async function callsOf(query: string): Promise<number> {
      const { rows } = await reader.query<{ calls: string | null }>(query);
      return Number(rows[0]?.calls ?? 0);
    }
  });
});
