import fc from "fast-check";
import { money, sum, type UsageLogInput } from "usage-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { UsageWriter } from "../src/recording/usage-writer.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const NOW = new Date("2026-11-24T12:00:00Z");

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

const anyCalls = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }).filter((id) => !id.includes("\0")),
    feature: fc.constantFrom("chat", "search"),
    model: fc.constantFrom("a", "b"),
    inputTokens: fc.nat({ max: 1_000_000 }),
    outputTokens: fc.nat({ max: 1_000_000 }),
    costEur: fc.option(
      fc.nat({ max: 999_999_999 }).map((digits) => `0.${String(digits).padStart(12, "0")}`),
      { nil: null },
    ),
    success: fc.boolean(),
    // Up to 300 days late.
    createdAt: fc
      .date({ min: new Date("2026-01-28T12:00:00Z"), max: NOW, noInvalidDate: true })
      .map((date) => date.toISOString()),
  }),
  { minLength: 1, maxLength: 25, selector: ({ id }) => id },
);

/** How the calls are sent: in which order, how often, in which batches, side by side or one after the other. */
const anySending = fc.record({
  seed: fc.integer(),
  repetitions: fc.integer({ min: 1, max: 3 }),
  batchSize: fc.integer({ min: 1, max: 30 }),
  sideBySide: fc.boolean(),
});

it("totals depend on neither the order, the repetition nor the batches, and conflicts and rejects change nothing", async () => {
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(anyCalls, anySending, async (calls, { seed, repetitions, batchSize, sideBySide }) => {
      const firmId = `firm-${cases++}`;
      await ledger.sql("INSERT INTO firms VALUES ($1, $1, 'Europe/Bucharest')", [firmId]);
      const writer = new UsageWriter({ database: ledger.database, clock: () => NOW });
      const record = (batch: readonly unknown[]) =>
        writer.record(
          batch.map((call) => ({ firmId, call })),
          { source: "api", mayBackfill: false },
        );

      const sent = shuffled(Array.from({ length: repetitions }, () => calls).flat(), seed);
      const batches = Array.from({ length: Math.ceil(sent.length / batchSize) }, (_, index) =>
        sent.slice(index * batchSize, (index + 1) * batchSize),
      );
      const results = sideBySide
        ? await Promise.all(batches.map(record))
        : await batches.reduce<Promise<Awaited<ReturnType<typeof record>>[]>>(
            async (before, batch) => [...(await before), await record(batch)],
            Promise.resolve([]),
          );
      const statuses = results.flat().map(({ status }) => status);
      expect(statuses.filter((status) => status === "recorded")).toHaveLength(calls.length);
      expect(statuses.filter((status) => status === "duplicate")).toHaveLength(calls.length * (repetitions - 1));

      const others = calls.map((call): UsageLogInput => ({ ...call, outputTokens: call.outputTokens + 1 }));
      expect(new Set((await record(others)).map(({ status }) => status))).toEqual(new Set(["conflict"]));
      const bad = calls.map((call) => ({ ...call, id: `bad ${call.id}`, inputTokens: -1 }));
      expect(new Set((await record(bad)).map(({ status }) => status))).toEqual(new Set(["rejected"]));

      const [totals] = await ledger.sql(
        `SELECT sum(calls)::integer AS calls, sum(unpriced_calls)::integer AS unpriced, sum(failed_calls)::integer AS failed,
                sum(input_tokens + output_tokens)::text AS tokens, sum(cost_eur)::text AS cost
           FROM ai_usage WHERE firm_id = $1 AND grouping = 'total'`,
        [firmId],
      );
      expect({ ...totals, cost: money(totals?.["cost"]).toFixed() }).toEqual({
        calls: calls.length,
        unpriced: calls.filter(({ costEur }) => costEur === null).length,
        failed: calls.filter(({ success }) => !success).length,
        tokens: String(calls.reduce((total, call) => total + call.inputTokens + call.outputTokens, 0)),
        cost: sum(calls.map(({ costEur }) => money(costEur ?? "0"))).toFixed(),
      });
    }),
    { numRuns: 40 },
  );
  expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
});

/** The same order for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = fc.sample(fc.array(fc.nat(), { minLength: items.length, maxLength: items.length }), {
    seed,
    numRuns: 1,
  })[0];
  return items
    .map((item, index) => ({ item, at: random?.[index] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
