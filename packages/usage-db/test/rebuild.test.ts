import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { foldAll } from "../src/fold.ts";
import { rebuild } from "../src/rebuild.ts";
import { reconcile } from "../src/reconcile.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, noCache, openLedger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  await ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'UTC'), ('other', 'Other', 'UTC')");
  await record("firm", "early");
  await record("other", "early");
  await foldAll(ledger.database, noCache);
  await record("firm", "late");
});
afterEach(async () => {
  await ledger.sql("DELETE FROM ai_usage_log");
  await ledger.sql("DELETE FROM firms");
});

/** Fifty calls of the firm over two days. */
async function record(firmId: string, prefix: string, client = ledger.sql): Promise<void> {
  await client(
    `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     SELECT $1, $2 || n, nullif('user-' || n % 3, 'user-0'), 'feature-' || n % 4, 'model', n, 1,
            CASE WHEN n % 7 > 0 THEN n * 0.001 END, n % 9 > 0, timestamptz '2026-11-23Z' + n * interval '1 hour'
       FROM generate_series(0, 49) n`,
    [firmId, prefix],
  );
}

/** Until a statement such as `pattern` waits for a lock in this database. */
const untilWaiting = (pattern: string) =>
  vi.waitFor(async () => {
    const rows = await ledger.sql(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1",
      [pattern],
    );
    expect(rows).toHaveLength(1);
  });

/** Records fifty calls more of the firm, over a connection of its own. */
const recordOn = (client: pg.Client) =>
  record("firm", "beside", (text, values = []) => client.query(text, values).then(({ rows }) => rows));

describe("reconcile", () => {
  it("finds nothing, folded or not, for one firm or all", async () => {
    expect(await reconcile(ledger.database)).toEqual({ firms: 2, differenceCount: 0, differences: [] });
    expect(await reconcile(ledger.database, "firm")).toEqual({ firms: 1, differenceCount: 0, differences: [] });
  });

  it("names the key, what the ledger says and what is read, where they differ", async () => {
    await ledger.sql(
      "UPDATE ai_usage_rollup SET calls = calls + 1, cost_eur = cost_eur + 0.000000000001 WHERE firm_id = 'other' AND grouping = 'feature' AND feature = 'feature-2' AND day = '2026-11-23'",
    );
    const { differenceCount, differences } = await reconcile(ledger.database);
    expect(differenceCount).toBe(1);
    expect(differences).toEqual([
      {
        firmId: "other",
        grouping: "feature",
        day: "2026-11-23",
        key: "feature-2",
        ledger: { calls: 6, failedCalls: 1, unpricedCalls: 1, tokens: 78, cost: "0.058" },
        read: { calls: 7, failedCalls: 1, unpricedCalls: 1, tokens: 78, cost: "0.058000000001" },
      },
    ]);
    expect((await reconcile(ledger.database, "firm")).differenceCount).toBe(0);
  });

  it("gives up in time", async () => {
    const locker = await ledger.connect();
    await locker.query("BEGIN");
    await locker.query("LOCK TABLE ai_usage_log IN ACCESS EXCLUSIVE MODE");
    await expect(reconcile(ledger.database, "firm", 50)).rejects.toMatchObject({ code: "timeout" });
    await locker.query("ROLLBACK");
  });

  it("sees calls that went around the triggers", async () => {
    await ledger.sql("SET session_replication_role = replica");
    await record("firm", "hidden");
    await ledger.sql("RESET session_replication_role");
    expect((await reconcile(ledger.database)).differenceCount).toBeGreaterThan(0);
  });
});

describe("rebuild", () => {
  it("mends what went around the triggers, and renews the firm's generation", async () => {
    await ledger.sql("SET session_replication_role = replica");
    await record("firm", "hidden");
    await ledger.sql("RESET session_replication_role");
    const renewed: string[] = [];
    await rebuild(ledger.database, { renew: async (firmIds) => void renewed.push(...firmIds) }, "firm");
    expect(renewed).toContain("firm");
    expect(await reconcile(ledger.database)).toMatchObject({ differenceCount: 0 });
    expect(await ledger.sql("SELECT 1 FROM ai_usage_delta")).toEqual([]);
  });

  it("refuses a firm that does not exist", async () => {
    await expect(rebuild(ledger.database, noCache, "nobody")).rejects.toMatchObject({ code: "firm_not_found" });
  });

  it("makes a writer of the firm wait, and loses nothing of what it writes", async () => {
    const [writer, rebuilder, watcher] = await Promise.all([ledger.connect(), ledger.connect(), ledger.connect()]);
    await rebuilder.query("BEGIN");
    await rebuilder.query("SELECT ai_usage_rebuild('firm')");
    const written = recordOn(writer);
    await untilWaiting("INSERT INTO ai_usage_log%");
    await rebuilder.query("COMMIT");
    await written;
    expect(await differencesFromLedger(watcher)).toEqual([]);
  });

  it("waits for an open transaction that deletes, and counts what it left", async () => {
    const [writer, watcher] = await Promise.all([ledger.connect(), ledger.connect()]);
    await writer.query("BEGIN");
    await writer.query("DELETE FROM ai_usage_log WHERE firm_id = 'firm' AND id LIKE 'early%'");
    const rebuilt = rebuild(ledger.database, noCache, "firm");
    await untilWaiting("%ai_usage_rebuild%");
    await writer.query("COMMIT");
    await rebuilt;
    expect(await differencesFromLedger(watcher)).toEqual([]);
  });
});

describe("a firm that changes its zone", () => {
  it("has other days at once, whichever client changes it", async () => {
    await ledger.sql("UPDATE firms SET time_zone = 'Asia/Kathmandu' WHERE id = 'firm'");
    const watcher = await ledger.connect();
    expect(await differencesFromLedger(watcher)).toEqual([]);
    await foldAll(ledger.database, noCache);
    expect(await differencesFromLedger(watcher)).toEqual([]);
  });

  it("is not recounted when its name changes alone", async () => {
    await foldAll(ledger.database, noCache);
    await ledger.sql("UPDATE firms SET name = 'New name', time_zone = time_zone");
    expect(await ledger.sql("SELECT 1 FROM ai_usage_delta")).toEqual([]);
  });

  it("is refused on the one snapshot of a whole transaction, which would miss what is written meanwhile", async () => {
    const mover = await ledger.connect();
    await mover.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await expect(mover.query("UPDATE firms SET time_zone = 'Pacific/Chatham' WHERE id = 'firm'")).rejects.toThrow(
      "in READ COMMITTED, not in REPEATABLE READ",
    );
    await mover.query("ROLLBACK");
  });

  it("counts a writer that waited in the new zone", async () => {
    const [writer, mover, watcher] = await Promise.all([ledger.connect(), ledger.connect(), ledger.connect()]);
    await mover.query("BEGIN");
    await mover.query("UPDATE firms SET time_zone = 'Pacific/Chatham' WHERE id = 'firm'");
    const written = recordOn(writer);
    await untilWaiting("INSERT INTO ai_usage_log%");
    await mover.query("COMMIT");
    await written;
    expect(await differencesFromLedger(watcher)).toEqual([]);
  });
});
