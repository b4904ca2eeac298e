import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkServer, migrate } from "../src/migrate.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const FIRST = "20261124000000_usage_ledger";

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger({ migrated: false });
});
afterEach(() => ledger[Symbol.asyncDispose]());

/** For the sessions of the database that begin from now on. */
async function set(setting: string, value: string): Promise<void> {
  const name = new URL(ledger.connectionString).pathname.slice(1);
  await ledger.sql(`ALTER DATABASE ${name} SET ${setting} = '${value}'`);
}

const apply = async (name: string) =>
  ledger.sql(await readFile(new URL(`../prisma/migrations/${name}/migration.sql`, import.meta.url), "utf8"));

describe("migrate", () => {
  it("applies what is pending, once, and says what", async () => {
    const told: string[] = [];
    const options = { connectionString: ledger.connectionString, onApplied: (name: string) => void told.push(name) };
    expect(await migrate(options)).toContain(FIRST);
    expect(told).toContain(FIRST);
    expect(await migrate(options)).toEqual([]);
  });

  it("keeps Prisma's own table: its columns, and the checksum of the file", async () => {
    await migrate({ connectionString: ledger.connectionString });
    const sql = await readFile(new URL(`../prisma/migrations/${FIRST}/migration.sql`, import.meta.url));
    const [row] = await ledger.sql("SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1");
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash("sha256").update(sql).digest("hex"),
      finished_at: expect.any(Date),
      migration_name: FIRST,
      logs: null,
      rolled_back_at: null,
      started_at: expect.any(Date),
      applied_steps_count: 1,
    });
  });

  it("lets one of several processes work and the others wait", async () => {
    const all = await Promise.all([1, 2, 3].map(() => migrate({ connectionString: ledger.connectionString })));
    expect(all.flat().filter((name) => name === FIRST)).toHaveLength(1);
  });

  it.each([
    ["was changed after it was applied", "UPDATE _prisma_migrations SET checksum = 'x'"],
    ["failed half way", "UPDATE _prisma_migrations SET finished_at = NULL"],
    ["which this version does not know", "UPDATE _prisma_migrations SET migration_name = '29990101000000_later'"],
  ])("refuses a history in which a migration %s", async (message, change) => {
    await migrate({ connectionString: ledger.connectionString });
    await ledger.sql(change);
    await expect(migrate({ connectionString: ledger.connectionString })).rejects.toThrow(message);
  });

  it("applies them where the database's transactions are isolated from each other's commits", async () => {
    await set("default_transaction_isolation", "repeatable read");
    expect(await migrate({ connectionString: ledger.connectionString })).toContain(FIRST);
  });

  it("takes its time where the database ends long statements, also while another process works", async () => {
    await set("statement_timeout", "500ms");
    const other = await ledger.connect();
    await other.query("SET statement_timeout = 0; SELECT pg_advisory_lock(72707369)");
    const migrating = migrate({ connectionString: ledger.connectionString });
    const failed = migrating.then(
      () => null,
      (error: unknown) => error,
    );
    await vi.waitFor(async () => {
      const waiting = await ledger.sql(
        `SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event = 'advisory' AND now() - query_start > interval '700ms'`,
      );
      expect([waiting.length, await Promise.race([failed, null])]).toEqual([1, null]);
    }, 5_000);
    await other.query("SELECT pg_advisory_unlock(72707369)");
    expect(await migrating).toContain(FIRST);
  });

  it("leaves nothing behind when a migration fails", async () => {
    await ledger.sql("CREATE TABLE ai_usage_rollup (taken integer)");
    await expect(migrate({ connectionString: ledger.connectionString })).rejects.toThrow("already exists");
    expect(await ledger.sql("SELECT 1 FROM pg_tables WHERE tablename = 'firms'")).toEqual([]);
    expect(await ledger.sql("SELECT 1 FROM _prisma_migrations")).toEqual([]);
  });

  it("counts what was recorded before in the groupings that came later, folded or not", async () => {
    await apply("20261124000000_usage_ledger");
    await apply("20261124100000_recorded_calls");
    await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'Europe/Bucharest')");
    const record = (id: string, provider: string | null) =>
      ledger.sql(
        `INSERT INTO ai_usage_log (firm_id, id, feature, model, provider, input_tokens, output_tokens, cost_eur, success, created_at)
         VALUES ('acme', $1, 'chat', 'small', $2, 1, 2, 0.5, true, '2026-11-01T22:30:00Z')`,
        [id, provider],
      );
    await record("folded", "north");
    await record("untold", null);
    await ledger.sql("SELECT * FROM ai_usage_fold(1000)");
    await record("not folded", "north");
    await apply("20261124180000_provider_grouping");
    await apply("20261124180100_usage_by_provider");
    await record("counted by provider", "south");
    await apply("20261124210000_finer_and_coarser_groupings");
    await apply("20261124210100_usage_by_three_dimensions_and_by_week");
    await record("after", "south");
    const client = await ledger.connect();
    expect(await differencesFromLedger(client)).toEqual([]);
    expect(
      await ledger.sql(
        `SELECT day::text, provider, sum(calls)::integer AS calls FROM ai_usage WHERE grouping = 'provider' GROUP BY 1, 2 ORDER BY 2`,
      ),
    ).toEqual([
      { day: "2026-11-02", provider: "north", calls: 2 },
      { day: "2026-11-02", provider: "south", calls: 2 },
      { day: "2026-11-02", provider: null, calls: 1 },
    ]);
  });

  it("keeps a firm of a zone that is refused by now, and lets it have a better one", async () => {
    await apply(FIRST);
    await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'Europe/Bucharest2')");
    await apply("20261126100000_firm_zone_names");
    await expect(ledger.sql("UPDATE firms SET time_zone = 'Europe/Bucharest3'")).rejects.toThrow("firms_zone_name");
    await ledger.sql("UPDATE firms SET time_zone = 'Europe/Bucharest'");
  });

  it("refuses a server that is too old, by its version", () => {
    expect(() => checkServer(14)).toThrow("The server is PostgreSQL 14; use 15 or newer.");
    expect(() => checkServer(15)).not.toThrow();
  });

  it("says that the database cannot be reached", async () => {
    await expect(migrate({ connectionString: "postgresql://nobody@127.0.0.1:1/none" })).rejects.toMatchObject({
      code: "database_unavailable",
    });
  });
});
