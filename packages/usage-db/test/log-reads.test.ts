import type { CallsQueryInput } from "usage-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { Database } from "../src/database.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const RANGE = { startDate: "2026-11-01", endDate: "2026-11-30" };
const FIRMS = ["one", "two", "three"] as const;

let ledger: Ledger;
let reader: UsageReader;
beforeAll(async () => {
  ledger = await openLedger();
  reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache() });
  for (const firm of FIRMS) {
    await ledger.sql("INSERT INTO firms VALUES ($1, $1, 'UTC')", [firm]);
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       VALUES ($1, 'call', 'chat', 'small', 1, 1, 1, false, '2026-11-10')`,
      [firm],
    );
  }
});
afterAll(() => ledger[Symbol.asyncDispose]());

/** Nobody can read the log until it is released. */
async function lockedLog() {
  const locker = await ledger.connect();
  await locker.query("BEGIN; LOCK TABLE ai_usage_log");
  return { release: () => locker.query("COMMIT") };
}

async function waitingReads(): Promise<number> {
  const waiting = await ledger.sql("SELECT 1 FROM pg_locks WHERE relation = 'ai_usage_log'::regclass AND NOT granted");
  return waiting.length;
}

/** Every way to read many single calls. */
function readsOf(firmId: string, asked: Partial<CallsQueryInput> = {}): Promise<unknown>[] {
  return [
    reader.calls(firmId, { range: RANGE, failedOnly: true, ...asked }),
    reader.explore(firmId, { range: RANGE, groupBy: ["feature", "user"] }),
    reader.allCalls(firmId, { range: RANGE }).next(),
    reader.dataQuality(firmId, RANGE),
  ];
}

it("questions about single calls, of every kind, leave connections to others, and of one firm to those of another", async () => {
  const { release } = await lockedLog();
  const ofOne = Array.from({ length: 4 }, () => readsOf("one")).flat();
  await vi.waitFor(async () => expect(await waitingReads()).toBe(2), 4_000);
  const ofOthers = FIRMS.slice(1).flatMap((firm) => readsOf(firm));
  await vi.waitFor(async () => expect(await waitingReads()).toBe(4), 4_000);
  // From the rollup.
  const { data } = await reader.explore("one", { range: RANGE, groupBy: ["model"] });
  expect(data.rows).toHaveLength(1);
  expect(await waitingReads()).toBe(4);
  await release();
  const answers = await Promise.all([...ofOne, ...ofOthers]);
  expect(answers).toHaveLength(24);
});

it("turns away, before anything else has to wait, more than it can read in time", async () => {
  const { release } = await lockedLog();
  const asked = Array.from({ length: 40 }, () => reader.calls("one", { range: RANGE }));
  const refused = (await Promise.allSettled(asked.slice(18))).map(
    (result) => result.status === "rejected" && result.reason,
  );
  expect(refused).toHaveLength(22);
  for (const reason of refused) expect(reason).toMatchObject({ code: "overloaded" });
  const ofOther = reader.calls("two", { range: RANGE });
  await release();
  await Promise.all([...asked.slice(0, 18), ofOther]);
});

it("a list that was begun is read to its end, however many wait to begin", async () => {
  await ledger.sql("INSERT INTO firms VALUES ('long', 'long', 'UTC')");
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     SELECT 'long', 'call-' || n, 'chat', 'small', 1, 1, 1, true, '2026-11-10' FROM generate_series(1, 1001) n`,
  );
  const all = reader.allCalls("long", { range: RANGE });
  await all.next();
  const { release } = await lockedLog();
  const others = Array.from({ length: 18 }, () => reader.calls("long", { range: RANGE }));
  await expect(reader.calls("long", { range: RANGE })).rejects.toMatchObject({ code: "overloaded" });
  const rest = all.next();
  await release();
  expect((await rest).value).toHaveLength(1);
  await Promise.all(others);
});

it("a pool without a free connection is told apart from a database that cannot be reached", async () => {
  const database = new Database({ connectionString: ledger.connectionString, maxConnections: 1 });
  try {
    const { release } = await lockedLog();
    const holding = database.query(null, "SELECT count(*) FROM ai_usage_log", []);
    await vi.waitFor(async () => expect(await waitingReads()).toBe(1), 4_000);
    const waiting = [database.query(null, "SELECT 1", []), database.ping()];
    for (const result of await Promise.allSettled(waiting)) {
      expect(result).toMatchObject({
        reason: {
          code: "overloaded",
          message: "No connection to the database came free in time; try again in a moment.",
        },
      });
    }
    await release();
    await holding;
  } finally {
    await database.close();
  }
}, 15_000);
