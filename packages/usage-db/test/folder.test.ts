import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createFirm } from "../src/firms.ts";
import { fold, foldAll, MAX_DELTAS_PER_FOLD } from "../src/fold.ts";
import { Folder } from "../src/folder.ts";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, noCache, openLedger, silentLogger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(() => ledger.sql("INSERT INTO firms VALUES ('a', 'A', 'UTC'), ('b', 'B', 'UTC')"));
afterEach(async () => {
  await ledger.sql("DELETE FROM ai_usage_log");
  await ledger.sql("DELETE FROM firms");
});

/** `calls` calls of the firm, each in an hour of its own, so that each is a delta. */
const record = (firmId: string, calls: number, prefix = "call") =>
  ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     SELECT $1, $3 || n, 'chat', 'small', 1, 1, 0.5, true, timestamptz '2026-01-01Z' + n * interval '1 hour'
       FROM generate_series(1, $2::int) n`,
    [firmId, calls, prefix],
  );
/** So many letters of four bytes each, which do not compress. */
function longName(letters: number, seed = 0): string {
  return Array.from({ length: letters }, (_, n) =>
    String.fromCodePoint(0x10000 + (((seed * 200 + n) * 104_729) % 0xf0000)),
  ).join("");
}
const deltas = async () => Number((await ledger.sql("SELECT count(*) FROM ai_usage_delta"))[0]?.["count"]);

describe("fold", () => {
  it("takes a bounded batch and tells which firms it touched", async () => {
    await record("a", MAX_DELTAS_PER_FOLD - 10);
    await record("b", 30);
    const first = await fold(ledger.database, noCache);
    expect({ ...first, firmIds: [...first.firmIds].sort() }).toEqual({
      deltas: MAX_DELTAS_PER_FOLD,
      firmIds: ["a", "b"],
    });
    expect(await fold(ledger.database, noCache)).toEqual({ deltas: 20, firmIds: ["b"] });
    expect(await fold(ledger.database, noCache)).toEqual({ deltas: 0, firmIds: [] });
  });

  it("renews the generations before it commits", async () => {
    await record("a", 3);
    let seenDuringRenewal: number | undefined;
    await fold(ledger.database, {
      renew: async (firmIds) => {
        expect(firmIds).toEqual(["a"]);
        seenDuringRenewal = await deltas();
      },
    });
    expect(seenDuringRenewal).toBe(3);
    expect(await deltas()).toBe(0);
  });

  it("is undone as a whole, and done again, when it fails half way", async () => {
    await record("a", 3);
    await expect(fold(ledger.database, { renew: () => Promise.reject(new Error("killed here")) })).rejects.toThrow();
    expect(await deltas()).toBe(3);
    expect(await foldAll(ledger.database, noCache)).toBe(3);
    expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  });

  it("takes the longest names that there may be: no firm's calls can stop the fold of all", async () => {
    const firmId = longName(50);
    await createFirm(ledger.database, { id: firmId, name: "Long", timeZone: "UTC" });
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, provider, input_tokens, output_tokens, success, created_at)
       VALUES ($1, 'call', $2, $3, $4, $5, 1, 1, true, now())`,
      [firmId, longName(200, 1), longName(200, 2), longName(200, 3), longName(200, 4)],
    );
    expect(await foldAll(ledger.database, noCache)).toBe(1);
    const longer = { id: longName(51), name: "Longer", timeZone: "UTC" };
    await expect(createFirm(ledger.database, longer)).rejects.toThrow(/^id: must have at most 200 bytes/);
    await expect(ledger.sql("INSERT INTO firms VALUES ($1, 'Longer', 'UTC')", [longer.id])).rejects.toThrow(
      "firms_id_bytes",
    );
  });

  it("leaves the deltas to a fold that is already at work", async () => {
    await record("a", 3);
    await fold(ledger.database, {
      renew: async () => expect(await fold(ledger.database, noCache)).toEqual({ deltas: 0, firmIds: [] }),
    });
    expect(await deltas()).toBe(0);
  });

  it("tells those who listen, when it commits", async () => {
    const listener = await ledger.connect();
    const heard: (string | undefined)[] = [];
    listener.on("notification", ({ payload }) => heard.push(payload));
    await listener.query("LISTEN ai_usage_changed");
    await record("b", 1);
    await fold(ledger.database, noCache);
    await vi.waitFor(() => expect(heard).toEqual(["b"]));
  });
});

describe("Folder", () => {
  const start = (overrides: Partial<ConstructorParameters<typeof Folder>[0]> = {}) => {
    const folder = new Folder({
      database: ledger.database,
      cache: noCache,
      logger: silentLogger,
      intervalMs: 10,
      ...overrides,
    });
    folder.start();
    return folder;
  };

  it("folds what comes in, until it is stopped", async () => {
    const folder = start();
    await record("a", 5);
    await vi.waitFor(async () => expect(await deltas()).toBe(0));
    await folder.stop();
    await record("a", 5, "later");
    expect(await deltas()).toBe(5);
  });

  it("is exact in several processes at once", async () => {
    const folders = [start(), start(), start()];
    for (let round = 0; round < 20; round += 1) await record(round % 2 === 0 ? "a" : "b", 20, `${round}-`);
    await vi.waitFor(async () => expect(await deltas()).toBe(0));
    await Promise.all(folders.map((folder) => folder.stop()));
    expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  });

  it("vacuums after a big fold: dead deltas slow every read", async () => {
    await record("a", 6_000);
    const folder = start();
    await vi.waitFor(async () => {
      const [row] = await ledger.sql("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'ai_usage_delta'");
      expect(Number(row?.["vacuum_count"])).toBeGreaterThan(0);
    }, 20_000);
    await folder.stop();
  });

  it("says once that it fails, and goes on when it can", async () => {
    await record("a", 1);
    const errors: string[] = [];
    let broken = true;
    const folder = start({
      cache: { renew: () => (broken ? Promise.reject(new Error("cache is broken")) : Promise.resolve()) },
      logger: { ...silentLogger, error: (_, message) => errors.push(message) },
    });
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    broken = false;
    await vi.waitFor(async () => expect(await deltas()).toBe(0));
    await folder.stop();
    expect(errors).toHaveLength(1);
  });
});
