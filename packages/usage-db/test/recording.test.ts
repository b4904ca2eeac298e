import { type UsageLogInput, usageLogSchema } from "usage-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../src/database.ts";
import { saveRates } from "../src/pricing/exchange-rates.ts";
import { savePrice } from "../src/pricing/prices.ts";
import { contentHash } from "../src/recording/content-hash.ts";
import { type RecordOptions, UsageWriter } from "../src/recording/usage-writer.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const OPTIONS: RecordOptions = { source: "api", mayBackfill: false };
const CHANGE = { by: "an operator", reason: "a test" };

let ledger: Ledger;
let writer: UsageWriter;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  await ledger.sql("DELETE FROM ai_usage_log");
  await ledger.sql("DELETE FROM firms");
  await ledger.sql("DELETE FROM ai_price");
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'Europe/Bucharest'), ('globex', 'Globex', 'UTC')");
  writer = new UsageWriter({ database: ledger.database, clock: () => NOW });
});

function call(change: Partial<UsageLogInput> | Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "call-1",
    feature: "chat",
    model: "house-model",
    inputTokens: 100,
    outputTokens: 50,
    costEur: "0.5",
    success: true,
    createdAt: "2026-11-24T11:59:00Z",
    ...change,
  };
}

function record(calls: readonly unknown[], options: Partial<RecordOptions> & { firmId?: string } = {}) {
  const { firmId = "acme", ...given } = options;
  return writer.record(
    calls.map((sent) => ({ firmId, call: sent })),
    { ...OPTIONS, ...given },
  );
}

async function totals() {
  const rows = await ledger.sql(`
    SELECT firm_id, day::text, sum(calls)::integer AS calls, sum(unpriced_calls)::integer AS unpriced,
           trim_scale(sum(cost_eur))::text AS cost
      FROM ai_usage WHERE grouping = 'total' GROUP BY 1, 2 HAVING sum(calls) <> 0 ORDER BY 1, 2`);
  expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  return rows;
}

describe("record", () => {
  it("puts a call into the ledger with all that was said of it", async () => {
    const full = call({
      userId: "ana",
      provider: "openai",
      serviceTier: "batch",
      cacheReadTokens: 40,
      cacheWriteTokens: 60,
      reasoningTokens: 50,
      costEur: null,
      costOriginal: "0.25",
      currency: "EUR",
      success: false,
      errorCode: "rate_limit",
      latencyMs: 1234,
    });
    expect(await record([full], { source: "otlp" })).toEqual([{ status: "recorded", id: "call-1" }]);
    const [row] = await ledger.sql("SELECT * FROM ai_usage_log");
    expect(row).toMatchObject({
      user_id: "ana",
      provider: "openai",
      service_tier: "batch",
      input_tokens: "100",
      cache_read_tokens: "40",
      cache_write_tokens: "60",
      output_tokens: "50",
      reasoning_tokens: "50",
      cost_eur: "0.250000000000",
      cost_original: "0.250000000000000000",
      currency: "EUR",
      cost_source: "reported",
      source: "otlp",
      success: false,
      error_code: "rate_limit",
      latency_ms: 1234,
      recorded_at: expect.any(Date),
    });
  });

  it("once, however often it comes: a duplicate, also within a batch and written in another way", async () => {
    expect(await record([call(), call({ costEur: "0.50" })])).toEqual([
      { status: "recorded", id: "call-1" },
      { status: "duplicate", id: "call-1" },
    ]);
    expect(await record([call({ createdAt: "2026-11-24T13:59:00.000+02:00" })])).toEqual([
      { status: "duplicate", id: "call-1" },
    ]);
    expect(await totals()).toEqual([{ firm_id: "acme", day: "2026-11-24", calls: 1, unpriced: 0, cost: "0.5" }]);
  });

  it("keeps the first of two that differ, names the fields and notes the conflict once", async () => {
    await record([call()]);
    const other = call({ outputTokens: 51, costEur: "0.6", userId: "ana" });
    const conflict = { status: "conflict", id: "call-1", fields: ["userId", "outputTokens", "costEur"] };
    expect(await record([other, call({ id: "call-2" }), other])).toEqual([
      conflict,
      { status: "recorded", id: "call-2" },
      conflict,
    ]);
    expect(await record([other])).toEqual([conflict]);
    expect(await totals()).toEqual([{ firm_id: "acme", day: "2026-11-24", calls: 2, unpriced: 0, cost: "1" }]);
    expect(await ledger.sql("SELECT kind, call_id, details FROM ai_usage_incident")).toEqual([
      { kind: "conflict", call_id: "call-1", details: { fields: ["userId", "outputTokens", "costEur"] } },
    ]);
  });

  it("compares with calls of plain SQL by their content", async () => {
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       VALUES ('acme', 'call-1', 'chat', 'house-model', 100, 50, 0.5, true, '2026-11-24T11:59:00Z')`,
    );
    expect(await record([call(), call({ feature: "search" })])).toEqual([
      { status: "duplicate", id: "call-1" },
      { status: "conflict", id: "call-1", fields: ["feature"] },
    ]);
  });

  it("takes the good ones when others are bad, and names every fault of these", async () => {
    const results = await record([
      call({ inputTokens: "1,5", model: undefined, extra: 1 }),
      call({ id: "good" }),
      "no call",
      call({ id: "parts", cacheReadTokens: 80, cacheWriteTokens: 30, reasoningTokens: 51 }),
    ]);
    expect(results).toEqual([
      {
        status: "rejected",
        id: "call-1",
        faults: [
          { field: "model", message: "is missing" },
          { field: "inputTokens", message: '"1,5" must be a whole number' },
          { field: "extra", message: "is not a field of a call; leave it out" },
        ],
      },
      { status: "recorded", id: "good" },
      {
        status: "rejected",
        id: null,
        faults: [{ field: "call", message: '"no call" must be an object with the fields of a call' }],
      },
      {
        status: "rejected",
        id: "parts",
        faults: [
          { field: "cacheWriteTokens", message: expect.stringContaining("30 is more than inputTokens (100) holds") },
          { field: "reasoningTokens", message: expect.stringContaining("51 is more than outputTokens (50) holds") },
        ],
      },
    ]);
    expect(await totals()).toMatchObject([{ calls: 1 }]);
  });

  it("refuses what lies over 5 minutes ahead, and what is over 400 days old without the right to it", async () => {
    const ahead = call({ createdAt: "2026-11-24T12:05:00.001Z" });
    const old = call({ id: "old", createdAt: "2025-10-20T11:59:59.999Z" });
    expect(await record([ahead, old])).toMatchObject([
      { status: "rejected", faults: [{ field: "createdAt", message: expect.stringContaining("in the future") }] },
      { status: "rejected", faults: [{ field: "createdAt", message: expect.stringContaining("scope backfill") }] },
    ]);
    expect(
      await record([
        { ...ahead, createdAt: "2026-11-24T12:05:00Z" },
        { ...old, createdAt: "2025-10-20T12:00:00Z" },
      ]),
    ).toMatchObject([{ status: "recorded" }, { status: "recorded" }]);
    expect(await record([{ ...old, id: "older" }], { mayBackfill: true })).toMatchObject([{ status: "recorded" }]);
  });

  it("counts a late call on the day on which it was made", async () => {
    await record([call({ createdAt: "2026-11-20T23:30:00Z" })]);
    expect(await totals()).toMatchObject([{ day: "2026-11-21", calls: 1 }]);
  });

  it("keeps the firms apart: the same id in each, and none in one that does not exist", async () => {
    expect(
      await writer.record(
        ["acme", "globex", "nobody"].map((firmId) => ({ firmId, call: call() })),
        OPTIONS,
      ),
    ).toEqual([
      { status: "recorded", id: "call-1" },
      { status: "recorded", id: "call-1" },
      {
        status: "rejected",
        id: "call-1",
        faults: [{ field: "firmId", message: 'there is no firm "nobody"; create it first' }],
      },
    ]);
  });

  it("tells of each when the same object is sent twice", async () => {
    const sent = { firmId: "acme", call: call() };
    expect(await writer.record([sent, sent], OPTIONS)).toEqual([
      { status: "recorded", id: "call-1" },
      { status: "duplicate", id: "call-1" },
    ]);
  });

  it("of calls that another writer holds the other way round is a typed error, and nothing of them is recorded", async () => {
    const other = await ledger.connect();
    // So that ours is the one that the database ends.
    await other.query("SET deadlock_timeout = '30s'");
    await other.query("BEGIN");
    const insert = (id: string) =>
      other.query(
        `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, success, created_at)
         VALUES ('acme', $1, 'chat', 'a', 1, 1, true, now())`,
        [id],
      );
    await insert("b");
    const recording = record([call({ id: "a" }), call({ id: "b" })]).catch((error: unknown) => error);
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await expect.poll(() => ledger.sql(waiting)).toHaveLength(1);
    await Promise.all([insert("a"), recording]);
    await other.query("ROLLBACK");
    expect(await recording).toMatchObject({
      name: "UsageError",
      code: "timeout",
      message: expect.stringContaining("try again"),
    });
    expect(await totals()).toEqual([]);
  });

  it("notes the same conflicts of two senders who have them in another order, without a deadlock", async () => {
    const ids = ["x", "y", "z"];
    await record(ids.map((id) => call({ id })));
    // Each call is looked up by its key, in the order in which it was sent, as in a ledger of any size.
    const [{ name = "" } = {}] = await ledger.sql("SELECT current_database() AS name");
    for (const join of ["hashjoin", "mergejoin"]) await ledger.sql(`ALTER DATABASE ${name} SET enable_${join} = off`);
    const database = new Database({ connectionString: ledger.connectionString });
    writer = new UsageWriter({ database, clock: () => NOW });
    const conflicting = (id: string) => call({ id, outputTokens: 51 });
    const other = await ledger.connect();
    await other.query("BEGIN");
    await other.query(
      `INSERT INTO ai_usage_incident (firm_id, kind, call_id, content_hash, created_at, details)
       VALUES ('acme', 'conflict', 'y', decode($1, 'hex'), now(), '{}')`,
      [contentHash(usageLogSchema.parse(conflicting("y")))],
    );
    const sent = (order: readonly string[]) => record(order.flatMap((id) => [call({ id }), conflicting(id)]));
    const recording = Promise.all([sent(ids), sent(ids.toReversed())]);
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await expect.poll(() => ledger.sql(waiting), { timeout: 5_000 }).toHaveLength(2);
    await other.query("ROLLBACK");
    const conflicts = (await recording.finally(() => database.close()))
      .flat()
      .filter(({ status }) => status === "conflict");
    expect(conflicts).toHaveLength(6);
    await ledger.sql(`ALTER DATABASE ${name} RESET ALL`);
  });

  it("refuses more than 1,000 at once by one typed error", async () => {
    const calls = Array.from({ length: 1_001 }, (_, index) => call({ id: String(index) }));
    await expect(record(calls)).rejects.toMatchObject({ code: "invalid_input", message: /at most 1000/ });
    expect(await totals()).toEqual([]);
  });

  it("counts each once when several send the same calls at the same time, in any order", async () => {
    const calls = Array.from({ length: 200 }, (_, index) => call({ id: String(index) }));
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) => record(index % 2 === 0 ? calls : calls.toReversed())),
    );
    const statuses = all.flat().map(({ status }) => status);
    expect(statuses.filter((status) => status === "recorded")).toHaveLength(200);
    expect(statuses.filter((status) => status === "duplicate")).toHaveLength(1_400);
    expect(await totals()).toMatchObject([{ calls: 200, cost: "100" }]);
  });
});

describe("the cost", () => {
  beforeEach(async () => {
    await ledger.sql("DELETE FROM exchange_rates");
    await saveRates(ledger.database, [
      { currency: "USD", date: "2026-11-20", rate: "1.25" },
      { currency: "USD", date: "2026-11-25", rate: "2" },
    ]);
    await savePrice(ledger.database, {
      firmId: null,
      provider: null,
      model: "house-model",
      serviceTier: null,
      validFrom: "2026-01-01",
      currency: "USD",
      inputPerMillion: "2",
      outputPerMillion: "8",
      cacheReadPerMillion: "0.5",
      cacheWritePerMillion: null,
    });
  });

  const costs = () =>
    ledger.sql(`
      SELECT cost_source::text, trim_scale(cost_eur)::text AS eur, trim_scale(cost_original)::text AS original, currency,
             trim_scale(fx_rate)::text AS rate, fx_date::text, price, trim_scale(computed_cost_eur)::text AS ours,
             unpriced_reason
        FROM ai_usage_log ORDER BY id`);

  it("is computed where none was reported, at the rate of the last day that has one", async () => {
    await record([call({ costEur: undefined, cacheReadTokens: 40 })]);
    // 60 x 2 + 40 x 0.5 + 50 x 8 = 540 millionths of a dollar; / 1.25 = 432 millionths of a euro.
    expect(await costs()).toEqual([
      {
        cost_source: "computed",
        eur: "0.000432",
        original: "0.00054",
        currency: "USD",
        rate: "1.25",
        fx_date: "2026-11-20",
        price: expect.stringMatching(/^own \d+$/),
        ours: null,
        unpriced_reason: null,
      },
    ]);
  });

  it("that was reported wins, and ours is kept beside it when they differ by over 1 %", async () => {
    await record([call({ id: "a", costEur: "0.000416" }), call({ id: "b", costEur: "0.5" })]);
    expect(await costs()).toMatchObject([
      { cost_source: "reported", eur: "0.000416", ours: "0.00048", price: null },
      { cost_source: "reported", eur: "0.5", ours: "0.00048", price: null },
    ]);
    await record([call({ id: "c", costEur: "0.000484" })]);
    expect((await costs())[2]).toMatchObject({ cost_source: "reported", eur: "0.000484", ours: null });
  });

  it("is not known, and never 0, of a model without a price and of a day without a rate", async () => {
    await record([
      call({ id: "a", costEur: undefined, model: "never-heard-of" }),
      call({ id: "b", costEur: undefined, createdAt: "2026-11-01T00:00:00Z" }),
      call({ id: "c", costEur: undefined, costOriginal: "1", currency: "RON" }),
    ]);
    expect(await costs()).toMatchObject([
      { cost_source: "none", eur: null, original: null, unpriced_reason: "unknown_model" },
      { cost_source: "none", eur: null, original: "0.0006", unpriced_reason: "no_rate" },
      { cost_source: "none", eur: null, original: "1", currency: "RON", unpriced_reason: "no_rate" },
    ]);
    expect(await totals()).toMatchObject([
      { day: "2026-11-01", unpriced: 1, cost: "0" },
      { day: "2026-11-24", unpriced: 2, cost: "0" },
    ]);
  });

  it("of counts that contradict each other is not worked out from them; the counts are kept", async () => {
    const mismatch = { cacheReadTokens: 900, inputTokens: 100 };
    const sent = { firmId: "acme", call: call({ costEur: undefined }), mismatch };
    await writer.record([sent, { ...sent, call: call({ id: "reported" }) }], OPTIONS);
    expect(await costs()).toMatchObject([
      { cost_source: "none", unpriced_reason: "token_mismatch" },
      { cost_source: "reported", eur: "0.5", ours: null },
    ]);
    expect(await ledger.sql("SELECT kind, details FROM ai_usage_incident ORDER BY call_id")).toEqual([
      { kind: "mismatch", details: mismatch },
      { kind: "mismatch", details: mismatch },
    ]);
  });
});

describe("void", () => {
  it("takes calls out of every figure, once, and keeps who did it and why", async () => {
    await record([call(), call({ id: "call-2" })]);
    expect(await writer.void("acme", ["call-1", "none"], CHANGE)).toEqual([
      { id: "call-1", status: "voided" },
      { id: "none", status: "not_found" },
    ]);
    expect(await writer.void("acme", ["call-1"], CHANGE)).toEqual([{ id: "call-1", status: "already_voided" }]);
    expect(await totals()).toMatchObject([{ calls: 1, cost: "0.5" }]);
    expect(
      await ledger.sql(
        "SELECT call_id, version, kind, changed_by, reason, before ->> 'voided_at' AS before FROM ai_usage_revision",
      ),
    ).toEqual([
      { call_id: "call-1", version: 1, kind: "void", changed_by: CHANGE.by, reason: CHANGE.reason, before: null },
    ]);
  });

  it("does not reach another firm's call of the same id", async () => {
    await record([call()], { firmId: "globex" });
    expect(await writer.void("acme", ["call-1"], CHANGE)).toEqual([{ id: "call-1", status: "not_found" }]);
    expect(await totals()).toMatchObject([{ firm_id: "globex", calls: 1 }]);
  });

  it("leaves a call voided that is sent again", async () => {
    await record([call()]);
    await writer.void("acme", ["call-1"], CHANGE);
    expect(await record([call()])).toEqual([{ status: "duplicate", id: "call-1" }]);
    expect(await totals()).toEqual([]);
  });

  it("of a firm that does not exist is a typed error", async () => {
    await expect(writer.void("nobody", ["call-1"], CHANGE)).rejects.toMatchObject({ code: "firm_not_found" });
  });
});

describe("correct", () => {
  it("changes fields, keeps the former version, and every figure follows at once", async () => {
    await record([call()]);
    const changes = { feature: "search", costEur: "0.25", createdAt: "2026-11-23T10:00:00Z" };
    expect(await writer.correct("acme", "call-1", changes, CHANGE, OPTIONS)).toEqual({
      status: "corrected",
      id: "call-1",
    });
    expect(await totals()).toEqual([{ firm_id: "acme", day: "2026-11-23", calls: 1, unpriced: 0, cost: "0.25" }]);
    expect(await writer.correct("acme", "call-1", { feature: "chat" }, CHANGE, OPTIONS)).toMatchObject({
      status: "corrected",
    });
    expect(
      await ledger.sql(
        "SELECT version, kind, before ->> 'feature' AS feature, before ->> 'cost_eur' AS cost FROM ai_usage_revision ORDER BY version",
      ),
    ).toEqual([
      { version: 1, kind: "correct", feature: "chat", cost: "0.500000000000" },
      { version: 2, kind: "correct", feature: "search", cost: "0.250000000000" },
    ]);
  });

  it("leaves what was first sent a duplicate, and what it was corrected to a conflict", async () => {
    await record([call()]);
    await writer.correct("acme", "call-1", { outputTokens: 60 }, CHANGE, OPTIONS);
    expect(await record([call(), call({ outputTokens: 60 })])).toEqual([
      { status: "duplicate", id: "call-1" },
      { status: "conflict", id: "call-1", fields: ["outputTokens"] },
    ]);
  });

  it("finds the cost anew where it was ours, and keeps a reported one", async () => {
    await savePrice(ledger.database, {
      firmId: "acme",
      provider: null,
      model: "priced",
      serviceTier: null,
      validFrom: "2026-01-01",
      currency: "EUR",
      inputPerMillion: "10",
      outputPerMillion: "10",
      cacheReadPerMillion: null,
      cacheWritePerMillion: null,
    });
    await record([call({ id: "ours", costEur: null, model: "priced" }), call({ id: "theirs", model: "priced" })]);
    await writer.correct("acme", "ours", { outputTokens: 150 }, CHANGE, OPTIONS);
    await writer.correct("acme", "theirs", { outputTokens: 150 }, CHANGE, OPTIONS);
    expect(
      await ledger.sql("SELECT id, trim_scale(cost_eur)::text AS eur, cost_source::text FROM ai_usage_log ORDER BY id"),
    ).toEqual([
      { id: "ours", eur: "0.0025", cost_source: "computed" },
      { id: "theirs", eur: "0.5", cost_source: "reported" },
    ]);
    await writer.correct("acme", "theirs", { costEur: null }, CHANGE, OPTIONS);
    expect(await totals()).toMatchObject([{ cost: "0.005" }]);
  });

  it.each([
    [{ inputTokens: -1 }, "inputTokens"],
    [{ id: "other" }, "id"],
    [{ nonsense: 1 }, "nonsense"],
    [{ createdAt: "2027-01-01T00:00:00Z" }, "createdAt"],
    [{ cacheReadTokens: 101 }, "cacheReadTokens"],
  ])("refuses %j and changes nothing", async (changes, field) => {
    await record([call()]);
    expect(await writer.correct("acme", "call-1", changes, CHANGE, OPTIONS)).toMatchObject({
      status: "rejected",
      faults: [{ field }],
    });
    expect(await ledger.sql("SELECT 1 FROM ai_usage_revision")).toEqual([]);
  });

  it("takes a call to over 400 days ago with the right to it alone, and corrects one that is there", async () => {
    await record([call()]);
    const changes = { createdAt: "2025-10-20T11:59:59Z" };
    expect(await writer.correct("acme", "call-1", changes, CHANGE, OPTIONS)).toMatchObject({
      status: "rejected",
      faults: [{ field: "createdAt", message: expect.stringContaining("scope backfill") }],
    });
    expect(await writer.correct("acme", "call-1", changes, CHANGE, { mayBackfill: true })).toMatchObject({
      status: "corrected",
    });
    expect(await writer.correct("acme", "call-1", { feature: "search" }, CHANGE, OPTIONS)).toMatchObject({
      status: "corrected",
    });
  });

  it("tells of what is not there, is voided, or is that already", async () => {
    await record([call(), call({ id: "void" })]);
    await writer.void("acme", ["void"], CHANGE);
    expect(await writer.correct("acme", "none", {}, CHANGE, OPTIONS)).toMatchObject({ status: "not_found" });
    expect(await writer.correct("acme", "void", {}, CHANGE, OPTIONS)).toMatchObject({ status: "voided" });
    expect(await writer.correct("acme", "call-1", { costEur: "0.50" }, CHANGE, OPTIONS)).toMatchObject({
      status: "unchanged",
    });
  });

  it("and void, at the same time, keep one version each", async () => {
    await record([call()]);
    await Promise.all([
      ...[1, 2, 3, 4].map((latencyMs) => writer.correct("acme", "call-1", { latencyMs }, CHANGE, OPTIONS)),
      writer.void("acme", ["call-1"], CHANGE),
    ]);
    const versions = await ledger.sql("SELECT version FROM ai_usage_revision ORDER BY version");
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
    expect(await totals()).toEqual([]);
  });
});
