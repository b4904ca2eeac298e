import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { migrate } from "usage-db";
import { runSql, startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The command line as it is built, run as a person runs it. */
const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const HEADER = "id,userId,feature,model,inputTokens,outputTokens,costEur,success,createdAt";

let postgres: TestPostgres;
let DATABASE_URL: string;
let folder: string;

beforeAll(async () => {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: build the project first`);
  postgres = await startTestPostgres();
  DATABASE_URL = await postgres.createDatabase();
  await migrate({ connectionString: DATABASE_URL });
  folder = mkdtempSync(join(tmpdir(), "usage-cli-"));
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], variables: Readonly<Record<string, string>> = { DATABASE_URL }) {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...variables },
  });
}

async function endOf(child: ChildProcessWithoutNullStreams) {
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code, stdout, stderr };
}

function calls(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => `call-${n},,chat,gpt-4o,10,5,0.01,true,2025-11-24T10:00:00Z`);
  return [HEADER, ...rows].join("\n");
}

describe("the command line as a process", () => {
  it("imports a file named from where the person stands, and prints JSON alone on standard output", async () => {
    writeFileSync(join(folder, "calls.csv"), calls(3));
    const args = ["import", "calls.csv", "--firm", "acme", "--create", "--time-zone", "Europe/Bucharest"];
    expect(await endOf(start(args))).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout, stderr } = await endOf(
      start(["report", "--firm", "acme", "--from", "2025-11-24", "--to", "2025-11-24", "--json"]),
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ firmId: "acme", overview: { totalCalls: 3, totalCost: 0.03 } });
  });

  it("ends with code 1 and one line, without a stack, when it fails", async () => {
    writeFileSync(join(folder, "bad.csv"), `${HEADER}\nx`);
    const bad = await endOf(start(["import", "bad.csv", "--firm", "acme"]));
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining("1 rejected") });
    expect(bad.stderr).toMatch(/^line 2: has 1 field, .*\nBad lines, .*\n$/);

    const attempts: [string[], Record<string, string>?][] = [
      [["report", "--firm", "nobody"]],
      [["no-such-command"]],
      [["import"]],
      [["report", "--firm", "x"], { DATABASE_URL: "postgresql://user:secret@127.0.0.1:1/none" }],
      [["report", "--firm", "x"], { DATABASE_URL: "nonsense" }],
    ];
    for (const [args, variables] of attempts) {
      const { code, stdout, stderr } = await endOf(start(args, variables));
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^error: [^\n]+\n$/);
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+|secret/);
    }
  });

  it("writes no colours into a pipe", async () => {
    const { stdout } = await endOf(start(["report", "--firm", "acme"]));
    expect(stdout).toContain("Overview");
    expect(stdout).not.toContain("\u001b");
  });

  it("does not mind a reader that stops early", async () => {
    const child = start(["report", "--firm", "acme", "--from", "2026-01-01", "--to", "2026-12-31"]);
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "on %s stops an import, keeps what was added, and goes on when run again",
    { timeout: 120_000 },
    async (signal) => {
      const firm = `stopped by ${signal}`;
      writeFileSync(join(folder, "long.csv"), calls(30_000));
      const child = start(["import", "long.csv", "--firm", firm, "--create", "--time-zone", "UTC"]);
      const ended = endOf(child);
      const added = async () => {
        const [row] = await runSql(
          DATABASE_URL,
          `SELECT count(*)::int AS calls FROM ai_usage_log WHERE firm_id = '${firm}'`,
        );
        return Number(row?.["calls"]);
      };
      const started = expect.poll(added, { interval: 20, timeout: 50_000 }).toBeGreaterThan(0);
      await Promise.race([started, ended.then((end) => expect(end, "it ended by itself").toBeUndefined())]);
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect(code).toBe(130);
      expect(stderr).toBe(
        "error: Stopped before the end of the file. What was added is kept; run the same command again to go on: nothing is added twice.\n",
      );
      const kept = await added();
      expect(kept).toBeLessThan(30_000);
      expect(stdout).toContain(` ${kept.toLocaleString("en-GB")} added, `);

      const again = await endOf(start(["import", "long.csv", "--firm", firm]));
      expect(again).toMatchObject({ code: 0, stderr: "" });
      expect(again.stdout).toContain(
        `30,000 lines read: ${(30_000 - kept).toLocaleString("en-GB")} added, ${kept.toLocaleString("en-GB")} duplicates`,
      );
    },
  );

  it("starts the project's own database when there is no other, and stops it when it is done", async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), "usage-cli-data-"));
    const { code, stdout, stderr } = await endOf(start(["reconcile"], { DATA_DIR }));
    expect({ code, stdout }).toEqual({ code: 0, stdout: "0 firms: every sum equals its ledger.\n" });
    const [, data = ""] = /Creating the database in (\S+)/.exec(stderr) ?? [];
    expect(existsSync(join(data, "PG_VERSION"))).toBe(true);
    expect(existsSync(join(data, "postmaster.pid"))).toBe(false);
    rmSync(DATA_DIR, { recursive: true });
    rmSync(data, { recursive: true, force: true });
  });
});
