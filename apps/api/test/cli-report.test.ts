import { createFirm, createMemoryUsageCache, Database, foldAll, insertUsageLogs, migrate, saveUsers } from "usage-db";
import { startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CliWorld, cli } from "./support/cli.ts";

/** 03:30 on the 1st of December in Kathmandu, where the month has just begun. */
const NOW = new Date("2026-11-30T21:45:00Z");

let postgres: TestPostgres;
let variables: Record<string, string>;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const connectionString = await postgres.createDatabase();
  variables = { DATABASE_URL: connectionString };
  await migrate({ connectionString });
  const database = new Database({ connectionString });
  await createFirm(database, { id: "acme", name: `${"Ștefănescu & ".repeat(6)}Asociații`, timeZone: "Asia/Kathmandu" });
  await createFirm(database, { id: "quiet", name: "quiet", timeZone: "UTC" });
  await saveUsers(database, "acme", [
    { id: "long", name: "Thiruvenkatam Balasubramanian-Constantinescu the Third" },
    { id: "wide", name: "律師".repeat(20) },
    { id: "sly", name: "\u001b[2J\u0007evil" },
  ]);
  const call = {
    feature: "search_index",
    model: "gpt-4o",
    inputTokens: 900_000_000_000,
    outputTokens: 0,
    success: true,
  };
  await insertUsageLogs(database, "acme", [
    { ...call, id: "1", userId: "long", costEur: "9999999.99", createdAt: "2026-11-30T18:15:00Z" },
    { ...call, id: "2", userId: "wide", costEur: "0.003", model: "m".repeat(200), createdAt: "2026-11-30T18:20:00Z" },
    { ...call, id: "3", userId: "user-0", costEur: null, success: false, createdAt: "2026-11-30T18:25:00Z" },
    { ...call, id: "sly", userId: "sly", inputTokens: 1, costEur: "5", createdAt: "2026-11-30T18:30:00Z" },
    { ...call, id: "4", userId: null, costEur: "2", createdAt: "2026-11-30T18:14:59.999999Z" },
    ...Array.from({ length: 25 }, (_, index) => ({
      ...call,
      id: `user-${index}`,
      userId: `user-${index}`,
      inputTokens: 1,
      costEur: "1",
      createdAt: "2026-11-30T19:00:00Z",
    })),
  ]);
  await foldAll(database, createMemoryUsageCache());
  await database.close();
});

afterAll(async () => {
  await postgres.stop();
});

function report(args: readonly string[], world: Partial<CliWorld> = {}) {
  return cli(["report", ...args], { variables, now: NOW, ...world });
}

describe("report", () => {
  it("is on the firm's current month to date unless told otherwise", async () => {
    const { code, stdout, stderr } = await report(["--firm", "acme", "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
    const json = JSON.parse(stdout);
    expect(json.range).toEqual({ startDate: "2026-12-01", endDate: "2026-12-01" });
    // The last microsecond of November, in Kathmandu, is not in it.
    expect(json.overview).toMatchObject({ totalCalls: 29, totalCost: 10_000_029.993 });
  });

  it.each([
    [["--to", "2026-11-15"], "2026-11-01", "2026-11-15"],
    [["--from", "2026-11-20"], "2026-11-20", "2026-12-01"],
    [["--from", "2026-11-30", "--to", "2026-11-30"], "2026-11-30", "2026-11-30"],
  ])("takes %j for a range", async (args, startDate, endDate) => {
    const { stdout } = await report(["--firm", "acme", "--json", ...args]);
    expect(JSON.parse(stdout).range).toEqual({ startDate, endDate });
  });

  it("fits 80 columns, whatever the names", async () => {
    const { stdout } = await report(["--firm", "acme", "--from", "2026-11-29"]);
    const [title, ...lines] = stdout.split("\n");
    expect(title).toContain("Ștefănescu & ");
    for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    expect(stdout).toContain("Thiruvenkatam Balasubramani…");
    expect(stdout).toContain("€9,999,999.99");
    expect(stdout).toMatch(
      /^Search Indexing +€10,000,031\.99 +3,600,000,000,0…|^Search Indexing +€10,000,031\.99 +\d/m,
    );
  });

  it("shows what it knows of cost: shares, unpriced calls, amounts below a cent", async () => {
    const { stdout } = await report(["--firm", "acme"]);
    expect(stdout).toMatch(/^ {2}of unknown cost +1$/m);
    expect(stdout).toMatch(/€0\.003 /);
    expect(stdout).toMatch(/100\.0%$/m);
    expect(stdout).toMatch(/^Success rate +96\.55%$/m);
  });

  it("shows the dearest twenty of many, and says how many more there are", async () => {
    const { stdout } = await report(["--firm", "acme"]);
    expect(stdout).toContain("and 8 more: --json has all");
  });

  it("does not let a name move the cursor", async () => {
    const { stdout } = await report(["--firm", "acme", "--json"]);
    expect(JSON.parse(stdout).users).toContainEqual(expect.objectContaining({ userName: "\u001b[2J\u0007evil" }));
    for (const output of [stdout, (await report(["--firm", "acme", "--to", "2026-12-02"])).stdout]) {
      expect(output).not.toContain("\u001b[2J");
      expect(output).not.toContain("\u0007");
      expect(output).toContain("[2J");
    }
  });

  it("has days of zero and says that there were no calls", async () => {
    const { code, stdout } = await report(["--firm", "quiet"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 Nov 2026 +€0\.00 +0 +0$/m);
    expect(stdout.match(/^no calls$/gm)).toHaveLength(3);
  });

  it.each([
    [["--firm", "acm"], 'error: There is no firm "acm"; there are quiet, acme.'],
    [["--firm", "acme", "--from", "2026-13-01"], `"2026-13-01" is not a date of the calendar; give YYYY-MM-DD`],
    [["--firm", "acme", "--from", "2026-12-24"], "--from 2026-12-24 --to 2026-12-01: 2026-12-01 is before startDate"],
    [["--firm", "acme", "--from", "2020-01-01"], "ask for at most 400"],
    [["--firm", ""], "It is empty; name a firm"],
    [["--firm", "acme", "--json", "--jso"], "unknown option '--jso' (Did you mean --json?)"],
  ])("says in one line what is wrong with %j", async (args, message) => {
    const { code, stdout, stderr } = await report(args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });
});

/** In columns of a terminal: a Chinese character takes two. */
function widthOf(line: string): number {
  return [...line].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}
