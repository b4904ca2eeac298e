import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { daysOf, localDayAt, money, sum } from "usage-core";
import { ApiKeys, Database, migrate } from "usage-db";
import { runSql, startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createTokens } from "../src/access/tokens.ts";
import { DEMO_FIRMS } from "../src/demo/demo-firms.ts";
import { generateDay } from "../src/demo/generate-day.ts";
import { storyStart } from "../src/demo/story.ts";
import { cli } from "./support/cli.ts";

const SECRET = "a secret of at least thirty-two characters";

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
});

afterAll(async () => {
  await postgres.stop();
});

/** A migrated database, as the environment names it. */
async function migratedDatabase() {
  const connectionString = await postgres.createDatabase();
  await migrate({ connectionString });
  return { connectionString, variables: { DATABASE_URL: connectionString } };
}

describe("migrate", () => {
  it("brings the schema up to date, once", async () => {
    const variables = { DATABASE_URL: await postgres.createDatabase() };
    const first = await cli(["migrate"], { variables });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^Applied \d{14}_usage_ledger\n/);
    expect(await cli(["migrate"], { variables })).toEqual({
      code: 0,
      stdout: "The schema is up to date.\n",
      stderr: "",
    });
  });

  it("is asked for by every other command that finds the schema behind, and none migrates by itself", async () => {
    const variables = { DATABASE_URL: await postgres.createDatabase() };
    for (const args of [
      ["report", "--firm", "x"],
      ["reconcile"],
      ["rebuild", "--firm", "x"],
      ["demo"],
      ["keys", "list"],
    ]) {
      const { code, stdout, stderr } = await cli(args, { variables });
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(
        /^error: The database lacks \d+_usage_ledger.*; run "npm run usage -- migrate" to .*\.\n$/,
      );
    }
  });
});

describe("reconcile and rebuild", () => {
  it("finds nothing in sound books, and everything that a load around the triggers left out until it is recounted", async () => {
    const { connectionString, variables } = await migratedDatabase();
    const sql = (statement: string) => runSql(connectionString, statement);
    await sql("INSERT INTO firms (id, name, time_zone) VALUES ('a', 'A', 'UTC'), ('b', 'B', 'UTC')");
    const call = (id: string, firm: string) =>
      sql(`INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
          VALUES ('${firm}', '${id}', 'f', 'm', 1, 2, 0.5, true, '2026-11-24T10:00:00Z')`);
    await call("1", "a");
    await call("1", "b");
    expect(await cli(["reconcile"], { variables })).toEqual({
      code: 0,
      stdout: "2 firms: every sum equals its ledger.\n",
      stderr: "",
    });

    await sql("ALTER TABLE ai_usage_log DISABLE TRIGGER USER");
    await call("2", "a");
    await sql("ALTER TABLE ai_usage_log ENABLE TRIGGER USER");
    const broken = await cli(["reconcile", "--firm", "a"], { variables });
    expect([broken.code, broken.stderr]).toEqual([1, ""]);
    expect(broken.stdout).toContain("1 firm: 8 sums differ from the ledger.\n");
    expect(broken.stdout).toContain(
      "  a 2026-11-24 feature f: the ledger has 2 calls (0 failed, 0 unpriced), 6 tokens, 1 EUR; readers are told 1 calls (0 failed, 0 unpriced), 3 tokens, 0.5 EUR\n",
    );
    expect((await cli(["reconcile", "--firm", "b"], { variables })).code).toBe(0);

    const rebuilt = await cli(["rebuild", "--firm", "a"], { variables });
    expect(rebuilt).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^Recounted "a" in [\d.]+ s\.\n$/),
    });
    expect((await cli(["reconcile"], { variables })).code).toBe(0);
  });

  it("names the firms that there are when it is given none of them", async () => {
    const { connectionString, variables } = await migratedDatabase();
    expect(await cli(["rebuild", "--firm", "a"], { variables })).toMatchObject({
      code: 1,
      stderr: 'error: There is no firm "a"; there are none yet.\n',
    });
    const sql = (statement: string) => runSql(connectionString, statement);
    await sql("INSERT INTO firms SELECT 'firm-' || n, 'Firm ' || n, 'UTC' FROM generate_series(10, 21) n");
    expect((await cli(["reconcile", "--firm", "a"], { variables })).stderr).toMatch(
      /^error: There is no firm "a"; there are firm-10, firm-11, .*, firm-19 and 2 more\.\n$/,
    );
  });
});

describe("demo", () => {
  // 150,000 calls, on a machine that may have other things to do.
  it("ends at the present, and goes on where it stopped, now or on a later day", { timeout: 240_000 }, async () => {
    const { connectionString, variables } = await migratedDatabase();
    // Late in the evening in Bucharest, past midnight in Kolkata, at noon in New York.
    const firstNow = new Date("2026-11-21T21:00:00Z");
    const stop = new AbortController();
    const running = cli(["demo"], { variables, now: firstNow, signal: stop.signal });
    await expect.poll(() => ledgerOf(connectionString), { interval: 5, timeout: 60_000 }).not.toEqual([]);
    stop.abort();
    expect(await running).toMatchObject({
      code: 130,
      stdout: expect.stringMatching(/^[\d,]+ calls added/),
      stderr: "error: Stopped before the end; run it again to load the rest.\n",
    });

    const story = storyUpTo(firstNow, firstNow);
    expect(await ledgerOf(connectionString)).not.toEqual(story);
    expect(await cli(["demo"], { variables, now: firstNow })).toMatchObject({ code: 0, stderr: "" });
    expect(await ledgerOf(connectionString)).toEqual(story);
    expect((await cli(["demo"], { variables, now: firstNow })).stdout).toMatch(/^0 calls added/);

    const later = new Date("2026-11-24T09:00:00Z");
    expect((await cli(["demo"], { variables, now: later })).code).toBe(0);
    expect(await ledgerOf(connectionString)).toEqual(storyUpTo(later, firstNow));
    expect((await cli(["reconcile"], { variables })).stdout).toBe("3 firms: every sum equals its ledger.\n");

    const { stdout } = await cli(["report", "--firm", "demo-bucharest"], { variables, now: later });
    expect(stdout).toContain("Cabinetul demonstrativ București (demo-bucharest)");
    expect(stdout).toMatch(/^Avocat titular, contencios ?… /m);
  });

  async function ledgerOf(connectionString: string) {
    return runSql(
      connectionString,
      `SELECT firm_id, count(*)::int AS calls, trim_scale(sum(cost_eur))::text AS cost,
              min(id) AS first, max(id) AS last
         FROM ai_usage_log GROUP BY 1 ORDER BY 1`,
    );
  }

  /** What the generator alone says, of a story that was first told at `toldFirst`. */
  function storyUpTo(now: Date, toldFirst: Date) {
    return DEMO_FIRMS.map((firm) => {
      const start = storyStart(localDayAt(toldFirst.getTime(), firm.timeZone).date);
      const calls = daysOf({ startDate: start, endDate: localDayAt(now.getTime(), firm.timeZone).date })
        .flatMap((date) => generateDay(firm, date, start))
        .filter(({ createdAt }) => Date.parse(createdAt) <= now.getTime());
      return {
        firm_id: firm.id,
        calls: calls.length,
        cost: sum(calls.map(({ costEur }) => money(costEur ?? 0))).toFixed(),
        first: calls[0]?.id,
        last: calls.at(-1)?.id,
      };
    });
  }
});

describe("token", () => {
  const now = new Date("2026-11-24T10:00:00Z");

  it("prints a link that a browser signs in by", async () => {
    const variables = { AUTH_SECRET: SECRET, PUBLIC_URL: "https://usage.example.com/" };
    const { code, stdout } = await cli(["token", "--role", "ops", "--link"], { variables, now });
    expect(code).toBe(0);
    const token = /^https:\/\/usage\.example\.com\/#token=(\S+)\n$/.exec(stdout)?.[1] ?? "";
    const verdict = await createTokens({ secret: SECRET, clock: () => now }).verify("sign-in", token);
    expect(verdict).toMatchObject({ valid: true, caller: { role: "ops" } });
  });

  it("prints a token for 15 minutes, and nothing else, signed with the secret of the environment", async () => {
    const variables = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", AUTH_SECRET: SECRET };
    const { code, stdout, stderr } = await cli(["token", "--role", "firm", "--firm", "acme"], { variables, now });
    expect([code, stderr]).toEqual([0, ""]);
    expect(await createTokens({ secret: SECRET, clock: () => now }).verify("access", stdout.trimEnd())).toEqual({
      valid: true,
      caller: { sub: "command-line", role: "firm", firmId: "acme" },
      expiresAt: new Date("2026-11-24T10:15:00Z"),
    });
  });

  it("signs with the secret kept beside the embedded database when there is no other", async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), "usage-token-"));
    const { stdout } = await cli(["token", "--role", "ops", "--ttl", "8h"], { variables: { DATA_DIR }, now });
    const again = await cli(["token", "--role", "ops", "--ttl", "8h"], { variables: { DATA_DIR }, now });
    expect(again.stdout).toBe(stdout);
    rmSync(DATA_DIR, { recursive: true });
  });

  it.each([
    [["--role", "firm"], "--role firm needs --firm"],
    [["--role", "ops", "--firm", "x"], "--firm goes with --role firm"],
    [["--role", "boss"], "Allowed choices are ops, firm."],
    [[], "required option '--role <role>' not specified"],
    [["--role", "ops", "--ttl", "1y"], "Give a duration from 1s to 366d"],
  ])("says in one line what is wrong with %j", async (args, message) => {
    const { code, stdout, stderr } = await cli(["token", ...args], { variables: {} });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  it("asks for the secret that DATABASE_URL requires", async () => {
    const variables = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" };
    expect((await cli(["token", "--role", "ops"], { variables })).stderr).toContain("AUTH_SECRET is not set");
  });
});

describe("keys", () => {
  const now = new Date("2026-11-24T10:00:30Z");

  async function withFirms() {
    const { connectionString, variables } = await migratedDatabase();
    const sql = (statement: string) => runSql(connectionString, statement);
    await sql("INSERT INTO firms (id, name, time_zone) VALUES ('acme', 'Acme', 'UTC'), ('globex', 'Globex', 'UTC')");
    const keys = (...args: string[]) => cli(["keys", ...args], { variables, now });
    return { connectionString, keys, sql };
  }

  it("are made, and printed alone on stdout, listed and revoked", async () => {
    const { connectionString, keys } = await withFirms();
    const made = await keys("create", "--firm", "acme", "--scopes", "read,ingest", "--name", "billing worker");
    const [key, id] = /^(usage_([0-9a-z]{12})_[0-9a-z]{47})\n$/.exec(made.stdout)?.slice(1) ?? [];
    expect(made).toMatchObject({
      code: 0,
      stderr: `Made the key ${id}, "billing worker", of the firm "acme" for ingest and read. It is shown this once only:\n`,
    });
    const database = new Database({ connectionString });
    onTestFinished(() => database.close());

    const gateway = await keys("create", "--gateway", "--scopes", "ingest,backfill", "--name", "gate\u001b[2J");
    expect(gateway.stderr).toMatch(/, of a gateway for ingest and backfill\. It is shown/);

    const shown = await keys("list");
    expect([shown.code, shown.stderr]).toEqual([0, ""]);
    expect(shown.stdout.split("\n").map((line) => line.replaceAll(/ {2,}/g, "|"))).toEqual([
      "Id|Name|Firm|Scopes|Created|Last used|Revoked",
      expect.stringMatching(/^[0-9a-z]{12}\|gate\u{FFFD}\[2J\|\(gateway\)\|ingest,backfill\|2026-11-24 10:00\|never$/u),
      `${id}|billing worker|acme|ingest,read|2026-11-24 10:00|never`,
      "",
    ]);

    expect(await new ApiKeys({ database }).verify(key ?? "")).toMatchObject({ valid: true });
    await expect.poll(async () => (await keys("list", "--firm", "acme")).stdout).not.toContain("never");
    const revoked = {
      code: 0,
      stdout: `The key ${id}, "billing worker", is revoked since ${now.toISOString()}.\n`,
      stderr: "",
    };
    expect(await keys("revoke", key ?? "")).toEqual(revoked);
    expect(await keys("revoke", id ?? "")).toEqual(revoked);
    expect((await keys("list", "--firm", "acme")).stdout).toMatch(/2026-11-24 10:00\n$/);
    expect(await new ApiKeys({ database }).verify(key ?? "")).toMatchObject({ valid: false });

    const listed = await keys("list", "--firm", "acme", "--json");
    expect(JSON.parse(listed.stdout)).toEqual([
      {
        id,
        firmId: "acme",
        name: "billing worker",
        scopes: ["ingest", "read"],
        createdAt: now.toISOString(),
        createdBy: "command-line",
        lastUsedAt: expect.any(String),
        revokedAt: now.toISOString(),
      },
    ]);
    for (const { stdout, stderr } of [shown, listed]) expect(stdout + stderr).not.toContain(key?.slice(19));
  });

  it("says that there are none", async () => {
    const { keys } = await withFirms();
    expect(await keys("list")).toEqual({ code: 0, stdout: "There are no keys.\n", stderr: "" });
    expect((await keys("list", "--json")).stdout).toBe("[]\n");
  });

  it.each([
    [["create", "--scopes", "ingest", "--name", "x"], "Give --firm, or --gateway for a key of no single firm."],
    [
      ["create", "--firm", "acme", "--gateway", "--scopes", "ingest", "--name", "x"],
      "--firm does not go with --gateway",
    ],
    [["create", "--firm", "acme", "--name", "x"], "required option '--scopes <list>' not specified"],
    [["create", "--firm", "acme", "--scopes", "ingest"], "required option '--name <text>' not specified"],
    [["create", "--firm", "acme", "--scopes", "write", "--name", "x"], "Give some of ingest, read, backfill"],
    [
      ["create", "--firm", "acme", "--scopes", "backfill", "--name", "x"],
      "scopes: backfill goes with ingest; add that scope",
    ],
    [["create", "--gateway", "--scopes", "read", "--name", "x"], "scopes: read goes with a firm"],
    [["create", "--firm", "acme", "--scopes", "ingest", "--name", " "], "name: is empty; say what will use the key"],
    [["create", "--firm", "x", "--scopes", "read", "--name", "x"], 'There is no firm "x"; there are acme, globex.'],
    [["list", "--firm", "x"], 'There is no firm "x"; there are acme, globex.'],
    [["revoke", "7k2m"], 'Give the 12 characters that "keys list" shows, or a whole key.'],
    [["revoke", "7k2m9q4v8x3p"], 'There is no key "7k2m9q4v8x3p"; "npm run usage -- keys list" shows them.'],
    [["revoke"], "missing required argument 'id'"],
    [["mend"], "unknown command 'mend'"],
    [["lst"], "(Did you mean list?)"],
  ])("says in one line what is wrong with %j", async (args, message) => {
    const { keys, sql } = await withFirms();
    const { code, stdout, stderr } = await keys(...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain("\n");
    expect(await sql("SELECT 1 FROM api_keys")).toEqual([]);
  });

  it("alone shows what there is", async () => {
    const { code, stdout, stderr } = await cli(["keys"], { variables: {} });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^Usage: npm run usage -- keys \[options\] \[command\]\n/);
  });
});

describe("every command", () => {
  it.each([
    ...["migrate", "import", "report", "reconcile", "rebuild", "demo", "token"],
    ...["keys", "keys create", "keys list", "keys revoke"],
  ])("%s has help with an example", async (name) => {
    const { code, stdout, stderr } = await cli([...name.split(" "), "--help"], { variables: {} });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/\nExamples?:\n {2}.*npm run (-s )?usage -- /);
  });

  it("says where a database that cannot be reached was looked for, without its password", async () => {
    const variables = { DATABASE_URL: "postgresql://user:pa55word@127.0.0.1:1/none" };
    for (const args of [["migrate"], ["report", "--firm", "x"]]) {
      const { code, stdout, stderr } = await cli(args, { variables });
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^error: The database cannot be reached.*127\.0\.0\.1:1.*\n$/);
      expect(stderr).not.toContain("pa55word");
    }
  });

  it("says what is wrong with the environment", async () => {
    const { code, stderr } = await cli(["migrate"], { variables: { DATABASE_URL: "mysql://x" } });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: DATABASE_URL is not valid \(its value is not shown\): give an address such as .*\n$/,
    );
  });
});
