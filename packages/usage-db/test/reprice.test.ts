import fc from "fast-check";
import { money, sum } from "usage-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveRates } from "../src/pricing/exchange-rates.ts";
import { type NewPrice, savePrice } from "../src/pricing/prices.ts";
import { previewReprice, type RepriceOptions, reprice } from "../src/pricing/reprice.ts";
import { listReprices, undoReprice } from "../src/pricing/undo-reprice.ts";
import { UsageWriter } from "../src/recording/usage-writer.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const BY = "an operator";
const ALL: RepriceOptions = {
  range: { startDate: "2026-11-01", endDate: "2026-11-30" },
  firmId: null,
  model: null,
};

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const table of ["ai_usage_log", "ai_usage_reprice", "firms", "ai_price", "exchange_rates"]) {
    await ledger.sql(`DELETE FROM ${table}`);
  }
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'Europe/Bucharest'), ('globex', 'Globex', 'UTC')");
  await saveRates(ledger.database, [{ currency: "USD", date: "2026-01-01", rate: "1.1" }]);
});

function price(model: string, inputPerMillion: string, change: Partial<NewPrice> = {}): Promise<number> {
  return savePrice(ledger.database, {
    firmId: null,
    provider: null,
    model,
    serviceTier: null,
    validFrom: "2026-01-01",
    currency: "USD",
    inputPerMillion,
    outputPerMillion: inputPerMillion,
    cacheReadPerMillion: null,
    cacheWritePerMillion: null,
    ...change,
  });
}

function record(firmId: string, calls: readonly object[]) {
  // A writer of its own: it reads the prices as they stand.
  const writer = new UsageWriter({ database: ledger.database, clock: () => new Date("2026-11-30T12:00:00Z") });
  return writer.record(
    calls.map((call) => ({
      firmId,
      call: {
        feature: "chat",
        model: "a",
        inputTokens: 1_000_000,
        outputTokens: 0,
        success: true,
        createdAt: "2026-11-24T12:00:00Z",
        ...call,
      },
    })),
    { source: "api", mayBackfill: false },
  );
}

const rows = () => ledger.sql("SELECT * FROM ai_usage_log ORDER BY firm_id, id");
const costs = async () =>
  Object.fromEntries(
    (await ledger.sql("SELECT id, trim_scale(cost_eur)::text AS eur FROM ai_usage_log ORDER BY id")).map(
      ({ id, eur }) => [id, eur],
    ),
  );
const spend = async () =>
  (await ledger.sql("SELECT coalesce(sum(cost_eur), 0)::text AS eur FROM ai_usage_log"))[0]?.["eur"];

async function untilWaiting(count: number): Promise<void> {
  const waiting = () =>
    ledger.sql(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' ORDER BY pid",
    );
  await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(count);
}

/** Another writer holds the call until what is given back is called. */
async function hold(id: string): Promise<() => Promise<unknown>> {
  const other = await ledger.connect();
  await other.query("BEGIN");
  await other.query("SELECT 1 FROM ai_usage_log WHERE id = $1 FOR UPDATE", [id]);
  return () => other.query("COMMIT");
}

describe("reprice", () => {
  it("gives computed and unpriced calls today's price, and leaves reported ones", async () => {
    await price("a", "1.1");
    await record("acme", [
      { id: "computed" },
      { id: "reported", costEur: "9" },
      { id: "unpriced", model: "b" },
      { id: "october", createdAt: "2026-10-31T21:59:59Z" },
      { id: "november", createdAt: "2026-10-31T22:00:00Z" },
    ]);
    await price("a", "2.2");
    await price("b", "3.3");
    const run = await reprice(ledger.database, { ...ALL, by: BY });
    expect(await costs()).toEqual({ computed: "2", reported: "9", unpriced: "3", october: "1", november: "2" });
    expect(run).toMatchObject({
      calls: 3,
      isComplete: true,
      groups: [
        { firmId: "acme", month: "2026-11", model: "a", changedCalls: 2, newlyPricedCalls: 0 },
        { firmId: "acme", month: "2026-11", model: "b", changedCalls: 1, newlyPricedCalls: 1 },
      ],
    });
    expect(run.groups.map(({ before, after }) => [before.toFixed(), after.toFixed()])).toEqual([
      ["2", "4"],
      ["0", "3"],
    ]);
    expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  });

  it("prices what plain SQL alone can write, and passes over what stays too large", async () => {
    await price("a", "1.1");
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, success, created_at, cost_original, currency)
       VALUES ('acme', 'early', 'chat', 'a', 1000000, 0, true, '2026-11-01T00:00:00Z', NULL, NULL),
              ('acme', 'large', 'chat', 'a', 1000000, 0, true, '2026-11-02T00:00:00Z', 1e17, 'USD')`,
    );
    await reprice(ledger.database, { ...ALL, by: BY });
    expect(
      await ledger.sql("SELECT id, trim_scale(cost_eur)::text AS eur, unpriced_reason FROM ai_usage_log ORDER BY id"),
    ).toEqual([
      { id: "early", eur: "1", unpriced_reason: null },
      { id: "large", eur: null, unpriced_reason: "too_large" },
    ]);
  });

  it("is for one firm and one model where these are named", async () => {
    await price("a", "1.1");
    await price("b", "1.1");
    await record("acme", [{ id: "1" }, { id: "2", model: "b" }]);
    await record("globex", [{ id: "3" }]);
    await price("a", "2.2");
    await price("b", "2.2");
    await reprice(ledger.database, { ...ALL, firmId: "acme", model: "b", by: BY });
    expect(await costs()).toEqual({ 1: "1", 2: "2", 3: "1" });
  });

  it("takes back a cost whose price is gone, which is then not known", async () => {
    await price("a", "1.1");
    await record("acme", [{ id: "1" }]);
    await ledger.sql("DELETE FROM ai_price");
    const { groups } = await reprice(ledger.database, { ...ALL, by: BY });
    expect(groups).toMatchObject([{ newlyUnpricedCalls: 1 }]);
    expect(await ledger.sql("SELECT cost_eur, cost_source::text, unpriced_reason FROM ai_usage_log")).toEqual([
      { cost_eur: null, cost_source: "none", unpriced_reason: "unknown_model" },
    ]);
  });

  it("leaves voided calls and those whose counts contradict each other", async () => {
    const writer = new UsageWriter({ database: ledger.database, clock: () => new Date("2026-11-30T12:00:00Z") });
    await record("acme", [{ id: "void" }]);
    await writer.void("acme", ["void"], { by: BY, reason: "a test" });
    const call = {
      id: "m",
      feature: "chat",
      model: "a",
      inputTokens: 1,
      outputTokens: 1,
      success: true,
      createdAt: "2026-11-24T12:00:00Z",
    };
    await writer.record([{ firmId: "acme", call, mismatch: { cacheReadTokens: 9 } }], {
      source: "otlp",
      mayBackfill: false,
    });
    await price("a", "1.1");
    expect((await reprice(ledger.database, { ...ALL, by: BY })).calls).toBe(0);
  });

  it("writes the run down, keeps a former version of each call, and finds nothing to do a second time", async () => {
    await price("a", "1.1");
    await record("acme", [{ id: "1" }]);
    await price("a", "2.2");
    const { runId } = await reprice(ledger.database, { ...ALL, firmId: "acme", by: BY });
    expect(await listReprices(ledger.database)).toMatchObject([
      {
        id: runId,
        ...ALL.range,
        firmId: "acme",
        startedBy: BY,
        finishedAt: expect.any(Date),
        changedCalls: 1,
        costBefore: "1",
        costAfter: "2",
        undoneAt: null,
      },
    ]);
    expect(await ledger.sql("SELECT kind, changed_by, before ->> 'cost_eur' AS cost FROM ai_usage_revision")).toEqual([
      { kind: "reprice", changed_by: BY, cost: "1.000000000000" },
    ]);
    expect((await reprice(ledger.database, { ...ALL, by: BY })).groups).toEqual([]);
  });

  it("stops where it is asked to, and what it did by then can be undone", async () => {
    const calls = Array.from({ length: 1_000 }, (_, index) => ({ id: `call-${index}` }));
    await record("acme", calls);
    await record("globex", calls);
    const before = await rows();
    await price("a", "1.1");
    const stop = new AbortController();
    const run = await reprice(ledger.database, { ...ALL, by: BY, signal: stop.signal, onProgress: () => stop.abort() });
    expect(run).toMatchObject({ calls: 1_000, isComplete: false });
    expect(await listReprices(ledger.database)).toMatchObject([{ finishedAt: null, changedCalls: 1_000 }]);
    await undoReprice(ledger.database, run.runId, { by: BY });
    expect(await rows()).toEqual(before);
  });

  it("goes over more calls than one batch, also when all were made at the same instant", async () => {
    await price("a", "1.1");
    for (let batch = 0; batch < 3; batch++) {
      await record(
        "acme",
        Array.from({ length: 900 }, (_, index) => ({ id: `${batch}-${index}` })),
      );
    }
    await price("a", "2.2");
    const { runId, calls } = await reprice(ledger.database, { ...ALL, by: BY });
    expect(calls).toBe(2_700);
    expect(money(String(await spend())).toFixed()).toBe("5400");
    expect(await undoReprice(ledger.database, runId, { by: BY })).toMatchObject({ restoredCalls: 2_700, leftCalls: 0 });
    expect(money(String(await spend())).toFixed()).toBe("2700");
  });
});

describe("other writers meanwhile", () => {
  const calls = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `call-${String(count - index).padStart(4, "0")}`,
      createdAt: new Date(Date.UTC(2026, 10, 2, 0, index)).toISOString(),
    }));

  it("that move the last call of a batch to a later day do not make it pass over those in between", async () => {
    await price("a", "1.1");
    for (const part of [calls(1_500).slice(0, 750), calls(1_500).slice(750)]) await record("acme", part);
    await price("a", "2.2");
    const other = await ledger.connect();
    await other.query("BEGIN");
    await other.query("UPDATE ai_usage_log SET created_at = '2026-11-29T00:00:00Z' WHERE id = 'call-0501'");
    const run = reprice(ledger.database, { ...ALL, by: BY });
    await untilWaiting(1);
    await other.query("COMMIT");
    await run;
    expect(await ledger.sql("SELECT DISTINCT trim_scale(cost_eur)::text AS eur FROM ai_usage_log")).toEqual([
      { eur: "2" },
    ]);
  });

  it("that void the same calls wait, and nobody deadlocks", async () => {
    await price("a", "1.1");
    await record("acme", [
      { id: "1", createdAt: "2026-11-20T00:00:00Z" },
      { id: "2", createdAt: "2026-11-10T00:00:00Z" },
    ]);
    await price("a", "2.2");
    const { runId } = await reprice(ledger.database, { ...ALL, by: BY });
    await price("a", "3.3");
    for (const change of [
      () => undoReprice(ledger.database, runId, { by: BY }),
      () => reprice(ledger.database, { ...ALL, by: BY }),
    ]) {
      for (const held of ["1", "2"]) {
        const release = await hold(held);
        const writer = new UsageWriter({ database: ledger.database });
        const voiding = writer.void("acme", ["2", "1"], { by: BY, reason: "a test" });
        await untilWaiting(1);
        const changing = change();
        await untilWaiting(2);
        await release();
        await Promise.all([voiding, changing]);
        await ledger.sql("UPDATE ai_usage_log SET voided_at = NULL");
        await ledger.sql("UPDATE ai_usage_reprice SET undone_at = NULL");
      }
    }
  });

  it("that undo the run while it is at work end it, and leave nothing of it behind", async () => {
    await price("a", "1.1");
    for (const part of [calls(1_500).slice(0, 750), calls(1_500).slice(750)]) await record("acme", part);
    await price("a", "2.2");
    const before = await rows();
    const release = await hold("call-1000");
    const run = reprice(ledger.database, { ...ALL, by: BY });
    const ended = expect(run).rejects.toMatchObject({
      code: "invalid_input",
      message: /was undone while it was at work/,
    });
    await untilWaiting(1);
    const [{ id = 0 } = {}] = await ledger.sql<{ id: number }>("SELECT id::integer AS id FROM ai_usage_reprice");
    const undoing = undoReprice(ledger.database, id, { by: BY });
    await untilWaiting(2);
    await release();
    expect(await undoing).toEqual({ restoredCalls: 1_000, leftCalls: 0, isComplete: true });
    await ended;
    expect(await rows()).toEqual(before);
  });
});

describe("undoReprice", () => {
  it("of one run after the other restores what each has changed", async () => {
    await price("a", "1.1");
    await record("acme", [{ id: "1" }, { id: "2" }]);
    const runs: number[] = [];
    for (const next of ["2.2", "3.3", "4.4"]) {
      await price("a", next);
      runs.push((await reprice(ledger.database, { ...ALL, by: BY })).runId);
    }
    const [first = 0, second = 0, third = 0] = runs;
    expect(await undoReprice(ledger.database, third, { by: BY })).toMatchObject({ restoredCalls: 2, leftCalls: 0 });
    expect(await costs()).toEqual({ 1: "3", 2: "3" });
    expect(await undoReprice(ledger.database, first, { by: BY })).toMatchObject({ restoredCalls: 0, leftCalls: 2 });
    expect(await undoReprice(ledger.database, second, { by: BY })).toMatchObject({ restoredCalls: 2, leftCalls: 0 });
    expect(await costs()).toEqual({ 1: "2", 2: "2" });
  });

  it("goes on where it was cut off, and restores no call twice", async () => {
    await price("a", "1.1");
    for (const part of ["a", "b"]) {
      await record(
        "acme",
        Array.from({ length: 700 }, (_, index) => ({ id: `${part}-${index}` })),
      );
    }
    await price("a", "2.2");
    const { runId } = await reprice(ledger.database, { ...ALL, by: BY });
    const release = await hold("a-0");
    const stop = new AbortController();
    const undoing = undoReprice(ledger.database, runId, { by: BY, signal: stop.signal });
    await untilWaiting(1);
    stop.abort();
    await release();
    expect(await undoing).toEqual({ restoredCalls: 1_000, leftCalls: 0, isComplete: false });
    expect(await undoReprice(ledger.database, runId, { by: BY })).toEqual({
      restoredCalls: 400,
      leftCalls: 0,
      isComplete: true,
    });
    expect(money(String(await spend())).toFixed()).toBe("1400");
  });

  it("leaves what was changed again since", async () => {
    await price("a", "1.1");
    await record("acme", [{ id: "1" }, { id: "2" }]);
    await price("a", "2.2");
    const { runId } = await reprice(ledger.database, { ...ALL, by: BY });
    const writer = new UsageWriter({ database: ledger.database, clock: () => new Date("2026-11-30T12:00:00Z") });
    await writer.correct("acme", "2", { costEur: "7" }, { by: BY, reason: "a test" }, { mayBackfill: false });
    expect(await undoReprice(ledger.database, runId, { by: BY })).toEqual({
      restoredCalls: 1,
      leftCalls: 1,
      isComplete: true,
    });
    expect(await costs()).toEqual({ 1: "1", 2: "7" });
  });

  it("is done once, and of a run that there is", async () => {
    const { runId } = await reprice(ledger.database, { ...ALL, by: BY });
    await undoReprice(ledger.database, runId, { by: BY });
    await expect(undoReprice(ledger.database, runId, { by: BY })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("was undone already"),
    });
    await expect(undoReprice(ledger.database, runId + 1, { by: BY })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("a dry run, the real one and its undoing", () => {
  const anyPrice = fc
    .tuple(fc.nat({ max: 99 }), fc.nat({ max: 999_999_999_999 }))
    .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(12, "0")}`);
  const anyCalls = fc.array(
    fc.record({
      model: fc.constantFrom("a", "b", "c"),
      inputTokens: fc.nat({ max: 3_000_000 }),
      outputTokens: fc.nat({ max: 3_000_000 }),
      costEur: fc.option(fc.constant("0.123456789012"), { nil: null, freq: 8 }),
      createdAt: fc
        .date({ min: new Date("2026-10-31T20:00:00Z"), max: new Date("2026-11-30T12:00:00Z"), noInvalidDate: true })
        .map((date) => date.toISOString()),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it("agree to the last decimal, and the last restores every row", async () => {
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(anyCalls, anyPrice, anyPrice, anyPrice, async (calls, first, second, rate) => {
        const firmId = `firm-${cases++}`;
        await ledger.sql("INSERT INTO firms VALUES ($1, $1, 'Europe/Bucharest')", [firmId]);
        await price("a", first, { firmId });
        await record(
          firmId,
          calls.map((call, index) => ({ id: String(index), ...call })),
        );
        const options = { ...ALL, firmId };
        const stored = () => ledger.sql("SELECT * FROM ai_usage_log WHERE firm_id = $1 ORDER BY id", [firmId]);
        const before = await stored();

        await price("a", second, { firmId, validFrom: "2026-11-10" });
        await price("b", second, { firmId });
        await saveRates(ledger.database, [{ currency: "USD", date: "2026-11-15", rate: `1${rate}` }]);
        const preview = await previewReprice(ledger.database, options);
        expect(await stored()).toEqual(before);
        const { runId, ...real } = await reprice(ledger.database, { ...options, by: BY });
        expect(real).toEqual(preview);

        const after = await stored();
        const costOf = (all: typeof after) => sum(all.map(({ cost_eur }) => money(cost_eur ?? "0"))).toFixed();
        const change = sum(real.groups.map((group) => group.after.minus(group.before)));
        expect(money(costOf(before)).plus(change).toFixed()).toBe(costOf(after));

        await undoReprice(ledger.database, runId, { by: BY });
        expect(await stored()).toEqual(before);
        await ledger.sql("DELETE FROM exchange_rates WHERE date > '2026-01-01'");
      }),
      { numRuns: 25 },
    );
    expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  });
});
