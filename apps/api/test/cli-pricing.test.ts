import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFirm, Database, migrate, UsageWriter } from "usage-db";
import { runSql, startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "./support/cli.ts";

let postgres: TestPostgres;
let variables: Record<string, string>;
let connectionString: string;
let directory: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  connectionString = await postgres.createDatabase();
  await migrate({ connectionString });
  variables = { DATABASE_URL: connectionString };
  directory = mkdtempSync(join(tmpdir(), "rates-"));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await postgres.stop();
});

function ratesFile(text: string): string {
  const path = join(directory, "eurofxref-hist.csv");
  writeFileSync(path, text);
  return path;
}

describe("rates import", () => {
  it("loads the ECB's file, and a second time changes nothing", async () => {
    const path = ratesFile("Date,USD,RON,\n2026-11-20,1.25,5.09,\n2026-11-19,1.2,N/A,\n");
    const told = "3 rates read, from 2026-11-19 to 2026-11-20";
    expect(await cli(["rates", "import", path], { variables })).toEqual({
      code: 0,
      stdout: `${told}: 3 new or changed\n`,
      stderr: "",
    });
    expect((await cli(["rates", "import", path], { variables })).stdout).toBe(`${told}: 0 new or changed\n`);
  });

  it.each([
    ["Date,USD,\n2026-11-20,1,5,\n", "line 2"],
    ["nonsense", "is not the header"],
    ["Date,USD,\n2026-11-20,N/A,\n", "has no rate of any currency"],
  ])("refuses %j in one line", async (text, told) => {
    const { code, stdout, stderr } = await cli(["rates", "import", ratesFile(text)], { variables });
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([1, "", 1]);
    expect(stderr).toContain(told);
  });

  it("says that there is no such file", async () => {
    const { code, stderr } = await cli(["rates", "import", join(directory, "none.csv")], { variables });
    expect([code, stderr]).toEqual([1, expect.stringContaining("none.csv cannot be read (ENOENT)")]);
  });
});

describe("prices and reprice", () => {
  const set = (model: string, input: string, ...others: string[]) =>
    cli(
      [
        "prices",
        "set",
        "--model",
        model,
        "--from",
        "2026-01-01",
        "--currency",
        "USD",
        "--input",
        input,
        "--output",
        "8",
        ...others,
      ],
      { variables },
    );

  it("price what could not be priced, show it first, and can be taken back", async () => {
    await cli(["rates", "import", ratesFile("Date,USD,\n2026-11-20,1.25,\n")], { variables });
    const database = new Database({ connectionString });
    await createFirm(database, { id: "acme", name: "Acme", timeZone: "Europe/Bucharest" });
    const writer = new UsageWriter({ database, clock: () => new Date("2026-11-24T12:00:00Z") });
    const call = { id: "1", feature: "chat", model: "house", inputTokens: 1_000_000, outputTokens: 0, success: true };
    await writer.record([{ firmId: "acme", call: { ...call, createdAt: "2026-11-24T11:00:00Z" } }], {
      source: "api",
      mayBackfill: false,
    });
    await database.close();
    expect(await set("house", "2.5")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Price \d+ is set\.\n$/),
    });

    const range = ["--from", "2026-11-01", "--to", "2026-11-30"];
    const dry = await cli(["reprice", ...range, "--dry-run"], { variables });
    expect(dry).toMatchObject({ code: 0, stderr: "" });
    expect(dry.stdout).toMatch(/2026-11 +acme +house +1 +1 +0 +unpriced +2 +\+2\n/);
    expect(dry.stdout).toContain("1 call looked at, 1 call with another cost: +2 EUR in all.\nNothing was changed");
    const spend = async () => (await cli(["report", "--firm", "acme", ...range, "--json"], { variables })).stdout;
    expect(JSON.parse(await spend()).overview.totalCost).toBe(0);

    const run = await cli(["reprice", ...range], { variables });
    expect(run.stdout).toBe(
      `${dry.stdout.replace("Nothing was changed: this was a dry run.\n", "")}Run 1 changed 1 call, by +2 EUR; "reprice --undo 1" takes it back.\n`,
    );
    expect(JSON.parse(await spend()).overview.totalCost).toBe(2);
    expect((await cli(["reprice", "--list"], { variables })).stdout).toMatch(/1 +2026-11-01 – 2026-11-30 .* done/);
    expect((await cli(["reprice", ...range], { variables })).stdout).toContain("each has its cost already");

    expect((await cli(["reprice", "--undo", "1"], { variables })).stdout).toBe("1 call restored.\n");
    expect(JSON.parse(await spend()).overview.totalCost).toBe(0);
    const again = await cli(["reprice", "--undo", "1"], { variables });
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("The repricing 1 was undone already")]);
  });

  it("show what would change before anything does, calls that lose their price too", async () => {
    const range = ["--from", "2026-11-01", "--to", "2026-11-30"];
    await cli(["reprice", ...range], { variables });
    await runSql(connectionString, "DELETE FROM ai_price");
    await runSql(
      connectionString,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
       CREATE TRIGGER refuse BEFORE INSERT ON ai_usage_reprice EXECUTE FUNCTION refuse()`,
    );
    const { code, stdout } = await cli(["reprice", ...range], { variables });
    await runSql(connectionString, "DROP FUNCTION refuse CASCADE");
    expect(code).toBe(1);
    expect(stdout).toMatch(/Newly unpriced/);
    expect(stdout).toMatch(/2026-11 +acme +house +1 +0 +1 +2 +unpriced +-2\n/);
  });

  it("are listed to the last decimal, and without what could move the cursor", async () => {
    await runSql(connectionString, "DELETE FROM ai_price");
    await set("a\u001B[2Jb", "123456789.123456789012");
    const { stdout } = await cli(["prices", "list"], { variables });
    expect(stdout).toContain(" 123456789.123456789012 ");
    expect(stdout).not.toContain("\u001B[2J");
  });

  it("are listed, replaced on the same day, and removed", async () => {
    await runSql(connectionString, "DELETE FROM ai_price");
    expect((await cli(["prices", "list"], { variables })).stdout).toContain("There are no prices of your own");
    await set("a", "1");
    await set("a", "2", "--cache-read", "0.5");
    const { stdout } = await cli(["prices", "list"], { variables });
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^a +any +usual +all +2026-01-01 +2 +8 +0\.5 +as input +USD +\d+$/);
    const id = lines[1]?.split(/\s+/).at(-1) ?? "";
    expect((await cli(["prices", "remove", id], { variables })).stdout).toBe(`Price ${id} is removed.\n`);
    expect((await cli(["prices", "remove", id], { variables })).stderr).toContain(`There is no price ${id}`);
  });

  it.each([
    [
      ["prices", "set", "--model", "a", "--from", "2026-01-01", "--currency", "usd", "--input", "1", "--output", "1"],
      "usd",
    ],
    [
      ["prices", "set", "--model", "a", "--from", "2026-01-01", "--currency", "USD", "--input", "1,5", "--output", "1"],
      "1,5",
    ],
    [["prices", "remove", "x"], "Give a number such as 3."],
    [["reprice"], "Give --from and --to"],
    [["reprice", "--from", "2026-02-01", "--to", "2026-01-01"], "--from 2026-02-01 lies after --to 2026-01-01."],
    [["reprice", "--from", "2026-02-01", "--to", "2026-03-01", "--firm", "nobody"], 'There is no firm "nobody"'],
  ])("%j is refused by one line", async (args, told) => {
    const { code, stdout, stderr } = await cli(args, { variables });
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([1, "", 1]);
    expect(stderr).toContain(told);
  });
});
