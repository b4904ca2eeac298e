import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { isTimeZone } from "usage-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(() => ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'Europe/Bucharest')"));
afterEach(async () => {
  await ledger.sql("DELETE FROM ai_usage_log");
  await ledger.sql("DELETE FROM firms");
});

const insert = (values: Readonly<Record<string, string>> = {}) => {
  const row = {
    firm_id: "'firm'",
    id: "'1'",
    user_id: "NULL",
    feature: "'chat'",
    model: "'small'",
    input_tokens: "1",
    output_tokens: "2",
    cost_eur: "0.5",
    success: "true",
    created_at: "'2026-11-24T10:00:00Z'",
    ...values,
  };
  return ledger.sql(`INSERT INTO ai_usage_log (${Object.keys(row)}) VALUES (${Object.values(row)})`);
};

const callsRead = async () => {
  const [row] = await ledger.sql<{ calls: string }>(
    "SELECT coalesce(sum(calls), 0) AS calls FROM ai_usage WHERE grouping = 'total'",
  );
  return Number(row?.calls);
};

describe("the ledger counts what any SQL client writes", () => {
  it("COPY", async () => {
    const client = await ledger.connect();
    const row = (id: number) => `firm\t${id}\t\\N\tchat\tsmall\t1\t1\t0.1\tt\t2026-11-24 10:00+00\n`;
    const stream = client.query(
      copyFrom(
        "COPY ai_usage_log (firm_id, id, user_id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at) FROM STDIN",
      ),
    );
    await pipeline(Readable.from(Array.from({ length: 1000 }, (_, id) => row(id))), stream);
    expect(await callsRead()).toBe(1000);
  });

  it("MERGE, and a statement that writes twice", async () => {
    await insert();
    await ledger.sql(`
      WITH extra AS (
        INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, success, created_at)
        VALUES ('firm', '2', 'chat', 'small', 1, 1, true, now())
      )
      MERGE INTO ai_usage_log USING (VALUES ('1'), ('3')) AS call (id) ON ai_usage_log.id = call.id
      WHEN MATCHED THEN UPDATE SET cost_eur = 9
      WHEN NOT MATCHED THEN
        INSERT (firm_id, id, feature, model, input_tokens, output_tokens, success, created_at)
        VALUES ('firm', call.id, 'chat', 'small', 1, 1, false, now())`);
    expect(await callsRead()).toBe(3);
    expect(await differencesFromLedger(await ledger.connect())).toEqual([]);
  });

  it("a role that may do nothing but insert into the log", async () => {
    await ledger.sql("DROP ROLE IF EXISTS writer");
    await ledger.sql("CREATE ROLE writer");
    await ledger.sql("GRANT INSERT ON ai_usage_log TO writer");
    try {
      await ledger.sql("SET ROLE writer");
      await insert();
    } finally {
      await ledger.sql("RESET ROLE");
      await ledger.sql("REVOKE ALL ON ai_usage_log FROM writer");
      await ledger.sql("DROP ROLE writer");
    }
    expect(await callsRead()).toBe(1);
  });

  it("nothing of a transaction that is rolled back", async () => {
    await ledger.sql("BEGIN");
    await insert();
    await ledger.sql("ROLLBACK");
    expect(await callsRead()).toBe(0);
    expect(await ledger.sql("SELECT 1 FROM ai_usage_delta")).toEqual([]);
  });

  it("leaves no delta for an update that changes no sum", async () => {
    await insert();
    await ledger.sql("SELECT * FROM ai_usage_fold(1000)");
    await ledger.sql("UPDATE ai_usage_log SET cost_eur = cost_eur, created_at = created_at + interval '1 second'");
    expect(await ledger.sql("SELECT 1 FROM ai_usage_delta")).toEqual([]);
  });

  it("the same id of two firms as two calls", async () => {
    await ledger.sql("INSERT INTO firms VALUES ('other', 'Other', 'UTC')");
    await insert();
    await insert({ firm_id: "'other'" });
    expect(await callsRead()).toBe(2);
  });
});

describe("the ledger refuses", () => {
  it.each([
    ["NaN as a cost, which would make every sum NaN", { cost_eur: "'NaN'" }],
    ["an infinite cost", { cost_eur: "'Infinity'" }],
    ["a negative cost", { cost_eur: "-0.01" }],
    ["a cost beyond 12 digits", { cost_eur: "1e12" }],
    ["negative tokens", { input_tokens: "-1" }],
    ["tokens that would make sums overflow", { output_tokens: "1000000000001" }],
    ['"batch" as a user\'s id', { user_id: "'batch'" }],
    ["an empty feature", { feature: "''" }],
    ["a call at infinity", { created_at: "'infinity'" }],
    ["a call of a firm that does not exist", { firm_id: "'nobody'" }],
  ])("%s", async (_fault, values) => {
    await expect(insert(values)).rejects.toThrow(/violates|overflow/);
    expect(await callsRead()).toBe(0);
  });

  it('"batch" as the id of a user', async () => {
    await expect(ledger.sql("INSERT INTO users VALUES ('firm', 'batch', 'B')")).rejects.toThrow(/violates/);
  });

  it("a second call of the same id, and counts the first alone", async () => {
    await insert();
    await expect(insert()).rejects.toThrow(/duplicate key/);
    expect(await callsRead()).toBe(1);
  });

  it("TRUNCATE, also through the firms", async () => {
    await insert();
    await expect(ledger.sql("TRUNCATE ai_usage_log")).rejects.toThrow("cannot be truncated");
    await expect(ledger.sql("TRUNCATE firms CASCADE")).rejects.toThrow("cannot be truncated");
    expect(await callsRead()).toBe(1);
  });

  it("a firm in a zone that does not exist, and a firm that changes its id", async () => {
    await expect(ledger.sql("INSERT INTO firms VALUES ('x', 'X', 'Europe/Nowhere')")).rejects.toThrow("not recognized");
    await expect(ledger.sql("INSERT INTO firms VALUES ('x', 'X', 'EET')")).rejects.toThrow(/violates/);
    await expect(ledger.sql("UPDATE firms SET id = 'y'")).rejects.toThrow("keeps its id");
  });

  it("a firm in what is a zone to PostgreSQL alone, and none of those that both know", async () => {
    for (const zone of ["Europe/Bucharest2", "Foo/Bar+3", "SystemV/AST4ADT", "Etc/GMT+13", "Etc/GMT5", "<a/b>+3"]) {
      await expect(ledger.sql("INSERT INTO firms VALUES ('x', 'X', $1)", [zone])).rejects.toThrow(/violates/);
      await expect(ledger.sql("UPDATE firms SET time_zone = $1", [zone])).rejects.toThrow(/violates/);
    }
    const found = await ledger.sql<{ name: string }>("SELECT name FROM pg_timezone_names");
    const named = new Set(Intl.supportedValuesOf("timeZone"));
    const zones = found.map(({ name }) => name).filter((name) => named.has(name));
    expect(zones).toEqual(expect.arrayContaining(["America/Port-au-Prince", "America/Argentina/Salta"]));
    zones.push("europe/bucharest", "Etc/GMT0", "Etc/GMT+12", "Etc/GMT-14", "etc/gmt-1");
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
    await ledger.sql("INSERT INTO firms SELECT zone, zone, zone FROM unnest($1::text[]) zone", [zones]);
  });

  it("the deletion of a firm with calls; without them its sums go with it", async () => {
    await insert();
    await expect(ledger.sql("DELETE FROM firms")).rejects.toThrow(/violates .*foreign key/);
    await ledger.sql("SELECT * FROM ai_usage_fold(1000)");
    await ledger.sql("DELETE FROM ai_usage_log");
    await ledger.sql("DELETE FROM firms");
    expect(await ledger.sql("SELECT 1 FROM ai_usage")).toEqual([]);
  });
});
