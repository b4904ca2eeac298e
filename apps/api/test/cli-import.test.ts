import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRedisUsageCache, Database, migrate, UsageReader } from "usage-db";
import { runSql, startTestPostgres, startTestRedis, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CliWorld, cli } from "./support/cli.ts";

/** A recording of real calls, which lies beside the project and not in it. */
const RECORDING = fileURLToPath(new URL("../../../../shared/data/azure-llm-2023-code.csv", import.meta.url));
const HEADER = "id,userId,feature,model,inputTokens,outputTokens,costEur,success,createdAt";

/** After every call of these files: what lies in the future is refused. */
const NOW = new Date("2026-11-24T12:00:00Z");

let postgres: TestPostgres;
let folder: string;
let variables: Record<string, string>;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const DATABASE_URL = await postgres.createDatabase();
  await migrate({ connectionString: DATABASE_URL });
  variables = { DATABASE_URL };
  folder = mkdtempSync(join(tmpdir(), "usage-import-"));
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(args: readonly string[], world: Partial<CliWorld> = {}) {
  return cli(args, { variables, now: NOW, ...world });
}

function importInto(firm: string, file: string, ...more: readonly string[]) {
  return run(["import", file, "--firm", firm, "--create", "--time-zone", "UTC", ...more]);
}

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function reportOf(firm: string, from: string, to = from) {
  const { code, stdout, stderr } = await run(["report", "--firm", firm, "--from", from, "--to", to, "--json"]);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

function line(id: string, change: Readonly<Record<string, string>> = {}): string {
  const call: Record<string, string> = {
    id,
    userId: "",
    feature: "assistant_chat",
    model: "gpt-4o",
    inputTokens: "10",
    outputTokens: "5",
    costEur: "0.01",
    success: "true",
    createdAt: "2026-11-24T10:00:00Z",
    ...change,
  };
  return HEADER.split(",")
    .map((name) => call[name] ?? "")
    .join(",");
}

describe("import of the recording", () => {
  it("is there, beside the project", async () => {
    await expect(readFile(RECORDING), `the recording is missing: put it at ${RECORDING}`).resolves.toBeDefined();
  });

  it.each([
    ["UTC", "2023-11-16"],
    ["Asia/Kathmandu", "2023-11-17"],
  ])("counts every call once, to the last decimal, on the firm's own day in %s", async (timeZone, day) => {
    const firm = `recorded ${timeZone}`;
    const first = await run(["import", RECORDING, "--firm", firm, "--create", "--time-zone", timeZone]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /^8,819 lines read: 8,819 added, 0 duplicates, 0 conflicts, 0 rejected in [\d.]+ s\n$/,
    );

    const report = await reportOf(firm, "2023-11-15", "2023-11-18");
    expect(report).toMatchObject({
      firmId: firm,
      timeZone,
      range: { startDate: "2023-11-15", endDate: "2023-11-18" },
      overview: { totalCalls: 8819, totalTokens: 18_305_870, totalCost: 172.938_490_4, successRate: 1 },
    });
    const used = report.days.filter((entry: { calls: number }) => entry.calls > 0);
    expect(used).toEqual([{ date: day, calls: 8819, tokens: 18_305_870, cost: 172.938_490_4, unpricedCalls: 0 }]);
    expect(Object.keys(report)).toEqual([
      "firmId",
      "timeZone",
      "range",
      "overview",
      "days",
      "features",
      "users",
      "models",
    ]);

    const again = await run(["import", RECORDING, "--firm", firm]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("0 added, 8,819 duplicates (nothing new), 0 conflicts, 0 rejected");
    expect(await reportOf(firm, "2023-11-15", "2023-11-18")).toEqual(report);
  });
});

describe("import", () => {
  it("keeps good lines, and tells of bad ones with number, field, value and reason", async () => {
    const file = fileOf(
      "mixed.csv",
      [
        HEADER,
        line("good-1"),
        line("bad-1", { outputTokens: "abc" }),
        line("bad-2", { costEur: "1;5" }).replace(";", ","),
        line("bad-3", { createdAt: "2026-11-24T10:00:00" }),
        line("good-2", { costEur: "", userId: "ana" }),
        "",
      ].join("\r\n"),
    );
    const { code, stdout, stderr } = await importInto("mixed", file);
    expect(code).toBe(1);
    expect(stdout).toContain("5 lines read: 2 added, 0 duplicates, 0 conflicts, 3 rejected");
    const rejects = join(folder, "mixed.rejects.csv");
    expect(stderr.split("\n")).toEqual([
      'line 3: outputTokens: "abc" must be a whole number',
      "line 4: has 10 fields, and the header names 9",
      'line 5: createdAt: "2026-11-24T10:00:00" must be an ISO 8601 instant with Z or an offset, such as 2026-11-24T09:30:00Z',
      `Bad lines, with the reasons, are in ${rejects}: mend them there and import that file.`,
      "",
    ]);
    expect(await reportOf("mixed", "2026-11-24")).toMatchObject({
      overview: { totalCalls: 2, totalTokens: 30, totalCost: 0.01 },
      users: [{ userId: "batch" }, { userId: "ana" }],
    });

    // Mended where they were rejected, the reasons left in place.
    const mended = readFileSync(rejects, "utf8")
      .replace(",abc,", ",5,")
      .replace(",1,5,", ",1.5,")
      .replace("10:00:00\r", "10:00:00Z\r");
    writeFileSync(rejects, mended);
    expect(await importInto("mixed", rejects)).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining("3 lines read: 3 added, 0 duplicates, 0 conflicts, 0 rejected"),
    });
    expect(await reportOf("mixed", "2026-11-24")).toMatchObject({ overview: { totalCalls: 5, totalCost: 1.53 } });
  });

  it("takes NDJSON, keeps every digit, and gives bad lines back as they were", async () => {
    const call = {
      feature: "f",
      model: "m",
      inputTokens: 1,
      outputTokens: 2,
      success: true,
      createdAt: "2026-11-24T10:00:00Z",
    };
    const good = JSON.stringify({ id: "1", ...call }).replace("}", ',"costEur":0.123456789012}');
    const bad = '{"id":"2", oops';
    const file = fileOf("calls.jsonl", `${good}\n${JSON.stringify({ id: "3", ...call })}\n${bad}`);
    const { code, stdout, stderr } = await importInto("ndjson", file);
    expect([code, stderr.split("\n")[0]]).toEqual([1, "line 3: is not JSON"]);
    expect(stdout).toContain("3 lines read: 2 added, 0 duplicates, 0 conflicts, 1 rejected");
    expect((await reportOf("ndjson", "2026-11-24")).overview).toMatchObject({
      totalCalls: 2,
      totalCost: 0.123456789012,
    });

    const rejects = join(folder, "calls.rejects.ndjson");
    expect(readFileSync(rejects, "utf8")).toBe(`{"rejectedBecause":"line 3: is not JSON"}\n${bad}\n`);
    writeFileSync(rejects, readFileSync(rejects, "utf8").replace(bad, JSON.stringify({ id: "2", ...call })));
    expect(await importInto("ndjson", rejects)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 line read: 1 added"),
    });
  });

  it("loses nothing of a file that is damaged in every way", async () => {
    const lines: (string | Buffer)[] = [
      line("ok-1"),
      line("a").split(",").slice(0, 5).join(","),
      `${line("b")},surplus`,
      line('"c'),
      line("d\0"),
      Buffer.concat([Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(line("e"))]),
      line("f", { costEur: "1e400" }),
      line("g", { costEur: "NaN" }),
      line("h", { costEur: "-1" }),
      line("i", { costEur: "0.1234567890123" }),
      line("j", { inputTokens: "-1" }),
      line("k", { inputTokens: "1e400" }),
      line("l", { outputTokens: "9".repeat(30) }),
      line("m", { userId: "batch" }),
      line("n", { success: "1" }),
      line("o", { createdAt: "2026-02-30T10:00:00Z" }),
      line("p", { createdAt: "2026-11-24T10:00:00+23:00" }),
      line("q", { createdAt: "0001-01-01T00:00:00Z" }),
      line("r", { feature: "x".repeat(201) }),
      line(""),
      line("s".repeat(10_000_000)),
      line("ok-2", { costEur: "-0", inputTokens: "-0", success: "FALSE" }),
      line("ok-3", { costEur: "1e-12" }),
      line("ok-1"),
    ];
    const bytes = lines.map((entry) => Buffer.concat([Buffer.from(entry), Buffer.from("\n")]));
    const file = fileOf("damaged.csv", Buffer.concat([Buffer.from(`\uFEFF${HEADER}\n`), ...bytes]));
    const { code, stdout, stderr } = await importInto("damaged", file);
    expect(code).toBe(1);
    expect(stdout).toContain("24 lines read: 3 added, 1 duplicate, 0 conflicts, 20 rejected");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.split("\n").every((said) => said.length < 400)).toBe(true);
    expect((await reportOf("damaged", "2026-11-24")).overview).toMatchObject({ totalCalls: 3, successRate: 2 / 3 });

    // Each bad line is there, byte for byte, behind its reason.
    const rejects = readFileSync(join(folder, "damaged.rejects.csv"));
    for (const bad of bytes.slice(1, 21)) expect(rejects.includes(Buffer.concat([Buffer.from('",'), bad]))).toBe(true);
    expect(rejects.toString("latin1").split("\n").length).toBe(1 + 20 + 1);
  });

  it("lists the first twenty bad lines and counts the others", async () => {
    const file = fileOf("bad.csv", [HEADER, ...Array.from({ length: 3_000 }, () => "x")].join("\n"));
    const { stderr, stdout } = await importInto("bad", file);
    expect(stderr.match(/^line \d+: /gm)).toHaveLength(20);
    expect(stderr).toContain("… and 2,980 more bad lines\n");
    expect(stdout).toContain("0 added, 0 duplicates, 0 conflicts, 3,000 rejected");
    expect(readFileSync(join(folder, "bad.rejects.csv"), "utf8").match(/^"line \d+: /gm)).toHaveLength(3_000);
  });

  it("keeps a rejects file that was mended when the first file is imported again", async () => {
    const file = fileOf("again.csv", [HEADER, "x"].join("\n"));
    await importInto("again", file);
    const rejects = join(folder, "again.rejects.csv");
    writeFileSync(rejects, "mended");
    const { stderr } = await importInto("again", file);
    expect(stderr).toContain(`The file that was there before is kept as ${rejects}.before.\n`);
    expect(readFileSync(`${rejects}.before`, "utf8")).toBe("mended");
    expect(readFileSync(rejects, "utf8")).toContain("line 2");
  });

  it("keeps what was added when the bad lines cannot be written, and says so in one line", async () => {
    const file = fileOf("unwritable.csv", [HEADER, line("1"), "x", line("2")].join("\n"));
    const { code, stderr } = await importInto("unwritable", file, "--rejects", join(folder, "no-such-folder", "x.csv"));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^line 3: .*\nerror: The rejects cannot be written to .*no-such-folder.*--rejects.*go on: nothing is added twice\.\n$/,
    );
    expect(await importInto("unwritable", file)).toMatchObject({ stdout: expect.stringContaining("1 rejected") });
    expect((await reportOf("unwritable", "2026-11-24")).overview.totalCalls).toBe(2);
    expect((await importInto("unwritable", file, "--rejects", file)).stderr).toContain(
      "--rejects names the file that is",
    );
  });

  it("says in one line how far it came when the database goes away under it", async () => {
    const doomed = await startTestPostgres();
    const { connectionString } = doomed;
    await migrate({ connectionString });
    const file = fileOf("doomed.csv", [HEADER, ...Array.from({ length: 50_000 }, (_, n) => line(`${n}`))].join("\n"));
    const args = ["import", file, "--firm", "doomed", "--create", "--time-zone", "UTC"];
    const running = run(args, { variables: { DATABASE_URL: connectionString } });
    const added = async () => (await runSql(connectionString, "SELECT 1 FROM ai_usage_log LIMIT 1")).length;
    await expect.poll(added, { interval: 20, timeout: 50_000 }).toBe(1);
    await doomed.stop();
    const { code, stdout, stderr } = await running;
    expect(code).toBe(1);
    expect(stdout).toMatch(/ lines read: [\d,]+,000 added, 0 duplicates, 0 conflicts, 0 rejected in /);
    expect(stderr).toMatch(
      /^(warning: .*\n)*error: The database cannot be reached.* is kept; run the same command again to go on: nothing is added twice\.\n$/,
    );
  });

  it("takes a file of no calls for what it is", async () => {
    expect(await importInto("none", fileOf("header.csv", `${HEADER}\n`))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("0 lines read: 0 added, 0 duplicates, 0 conflicts, 0 rejected"),
    });
    expect(await importInto("none", fileOf("empty.csv", ""))).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^error: The file is empty: its first line must name the columns; the columns are id,userId,.*must be there\.\n$/,
      ),
    });
  });

  it.each([
    [["import", "no-such.csv", "--firm", "x"], "There is no file no-such.csv."],
    [["import", tmpdir(), "--firm", "x", "--format", "csv"], `${tmpdir()} is a folder; name a file.`],
    [
      ["import", "calls.txt", "--firm", "x"],
      "calls.txt ends in none of .csv, .ndjson, .jsonl, .json: say what it is with --format.",
    ],
    [["import", "calls.csv"], "required option '--firm <id>' not specified"],
    [["import", "calls.csv", "--firm", "x", "--create"], "--create needs --time-zone"],
    [["import", "calls.csv", "--firm", "x", "--time-zone", "UTC"], "--time-zone goes with --create"],
    [["import", "calls.csv", "--firm", "x", "--time-zone", "Mars"], "It is not an IANA time zone"],
    [["import", "--firm", "x"], "missing required argument 'file'"],
    [["import", "a.csv", "b.csv", "--firm", "x"], "too many arguments"],
    [
      ["import", "a.csv", "--firm", "x", "--map", "tokens=Tokens"],
      "Give one of the fields, = and what it is: id, userId",
    ],
    [["import", "a.csv", "--firm", "x", "--map", "id"], "Give one of the fields, = and what it is: id, userId"],
    [["import", "a.csv", "--firm", "x", "--set", "model=a", "--set", "model=b"], "The field model is given twice"],
    [["import", "a.csv", "--firm", "x", "--map", "id=x", "--set", "id=x"], "--map and --set both give id"],
    [["import", "a.csv", "--firm", "x", "--set", "id=azure"], "put {line} into it"],
  ])("says in one line why %j cannot be done", async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  it("does not create a firm unless it is asked to, nor for a file that is none", async () => {
    const file = fileOf("one.csv", `${HEADER}\n${line("1")}\n`);
    expect(await run(["import", file, "--firm", "nobody"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^error: There is no firm "nobody"; there .*To create it, add --create --time-zone ZONE\.\n$/,
      ),
    });
    await importInto("nobody", fileOf("wrong.csv", "a,b\n1,2\n"));
    expect((await run(["report", "--firm", "nobody"])).stderr).toContain('There is no firm "nobody"');
  });

  it("does not move a firm that is there to another zone", async () => {
    const file = fileOf("zone.csv", `${HEADER}\n${line("1")}\n`);
    await importInto("zoned", file, "--name", "Zoned SRL");
    const moved = await run(["import", file, "--firm", "zoned", "--create", "--time-zone", "Asia/Kathmandu"]);
    expect(moved).toMatchObject({
      code: 1,
      stdout: "",
      stderr:
        'error: The firm "zoned" is there already and has the time zone UTC, not Asia/Kathmandu: leave out --create to import into it, or choose another --firm.\n',
    });
    expect(await importInto("zoned", file, "--name", "Zoned SRL")).toMatchObject({ code: 0 });
  });

  it("shows up at once in what other processes have cached in Redis", async () => {
    await using redis = await startTestRedis();
    const database = new Database({ connectionString: variables["DATABASE_URL"] ?? "" });
    const logger = { info: () => {}, warn: () => {}, error: () => {} };
    const cache = createRedisUsageCache({ url: redis.url, logger, commandTimeoutMs: 5_000 });
    const reader = new UsageReader({ database, cache });
    const day = { startDate: "2026-11-24", endDate: "2026-11-24" };
    await importInto("cached", fileOf("first.csv", `${HEADER}\n${line("1")}\n`));
    await expect
      .poll(async () => (await reader.overview("cached", day)).cacheAgeMs, { timeout: 10_000 })
      .toBeGreaterThan(0);

    const file = fileOf("second.csv", `${HEADER}\n${line("2")}\n`);
    const { code } = await run(["import", file, "--firm", "cached"], {
      variables: { ...variables, REDIS_URL: redis.url },
    });
    expect(code).toBe(0);
    expect((await reader.overview("cached", day)).data.totalCalls).toBe(2);
    await cache.close();
    await database.close();
  });
});

/** Columns of another tool, made as the recording's own trace has them: no id, no zone, and what nobody asked for. */
const TRACE = [
  "TIMESTAMP,ContextTokens,GeneratedTokens,Region",
  "2026-11-24 08:17:03.9799600,4808,10,eu",
  "2026-11-24 08:17:04.0319600,3180,8,eu",
  "2026-11-24 08:17:04.0781490,x,27,eu",
].join("\n");
const MAPPED = [
  ...["--map", "createdAt=TIMESTAMP", "--utc", "--map", "inputTokens=ContextTokens"],
  ...["--map", "outputTokens=GeneratedTokens", "--set", "id=trace-{line}", "--set", "feature=code_completion"],
  ...["--set", "model=gpt-4-turbo", "--set", "success=true"],
];

describe("import of other columns", () => {
  it("takes the recording with columns mapped and the rest set", async () => {
    const fields = ["inputTokens", "outputTokens", "costEur", "createdAt"].flatMap((name) => [
      "--map",
      `${name}=${name}`,
    ]);
    const set = ["id=azure-{line}", "feature=completion", "model=gpt-4", "success=true"].flatMap((text) => [
      "--set",
      text,
    ]);
    const first = await importInto("mapped recording", RECORDING, ...fields, ...set);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("8,819 lines read: 8,819 added, 0 duplicates");
    const { overview, features } = await reportOf("mapped recording", "2023-11-16");
    expect(overview).toMatchObject({ totalCalls: 8819, totalTokens: 18_305_870, totalCost: 172.938_490_4 });
    expect(features).toMatchObject([{ feature: "completion", calls: 8819 }]);
  });

  it("keeps the ids of lines that are mended in the rejects file", async () => {
    const file = fileOf("trace.csv", TRACE);
    const first = await importInto("trace", file, ...MAPPED);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain("3 lines read: 2 added, 0 duplicates, 0 conflicts, 1 rejected");
    expect(first.stderr).toContain('line 4: inputTokens: "x" must be a whole number\n');
    const rejects = join(folder, "trace.rejects.csv");
    writeFileSync(rejects, readFileSync(rejects, "utf8").replace(",x,", ",110,"));
    expect((await importInto("trace", rejects, ...MAPPED)).stdout).toContain("1 line read: 1 added");
    const mended = fileOf("trace.csv", TRACE.replace(",x,", ",110,"));
    expect((await importInto("trace", mended, ...MAPPED)).stdout).toContain("0 added, 3 duplicates (nothing new)");
  });

  it("refuses times without a zone unless it is told their zone", async () => {
    const { stderr } = await importInto(
      "no zone",
      fileOf("zoneless.csv", TRACE),
      ...MAPPED.filter((arg) => arg !== "--utc"),
    );
    expect(stderr).toContain('line 2: createdAt: "2026-11-24 08:17:03.9799600" must be an ISO 8601 instant');
  });
});

describe("import of a conflict", () => {
  it("keeps the ledger's call, and tells where and by what the file's differs", async () => {
    await importInto("conflict", fileOf("before.csv", [HEADER, line("1"), line("2")].join("\n")));
    const file = fileOf("after.csv", [HEADER, line("1"), line("2", { inputTokens: "11", userId: "ana" })].join("\n"));
    const { code, stdout, stderr } = await importInto("conflict", file);
    expect(code).toBe(1);
    expect(stdout).toContain("2 lines read: 0 added, 1 duplicate (nothing new), 1 conflict, 0 rejected");
    expect(stderr).toContain(
      'line 3: id: "2" is another call in the ledger, which keeps it; userId, inputTokens differ\n',
    );
    expect(readFileSync(join(folder, "after.rejects.csv"), "utf8")).toContain(
      line("2", { inputTokens: "11", userId: "ana" }),
    );
    expect((await reportOf("conflict", "2026-11-24")).overview).toMatchObject({ totalCalls: 2, totalTokens: 30 });
  });
});

describe("import --dry-run", () => {
  it("checks and counts, and writes nothing", async () => {
    const file = fileOf(
      "dry.csv",
      [HEADER, line("1"), line("1"), line("2", { success: "maybe" }), line("3")].join("\n"),
    );
    const rehearsed = await importInto("dry", file, "--dry-run");
    expect(rehearsed.code).toBe(1);
    expect(rehearsed.stdout).toMatch(
      /^4 lines read: 2 would be added, 1 have an id that is there already, 1 would be rejected in .* Nothing was written: this was a dry run\.\n$/,
    );
    expect(rehearsed.stderr).toBe('line 4: success: "maybe" must be true or false\n');
    expect(existsSync(join(folder, "dry.rejects.csv"))).toBe(false);
    expect((await run(["report", "--firm", "dry"])).stderr).toContain('There is no firm "dry"');

    await importInto("dry", file);
    expect((await importInto("dry", file, "--dry-run")).stdout).toContain("0 would be added, 3 have an id");
    expect(await run(["import", file, "--firm", "nobody at all", "--dry-run"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no firm "nobody at all"'),
    });
  });
});

describe("import of LiteLLM's spend logs", () => {
  const ROW = {
    request_id: "chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
    call_type: "acompletion",
    api_key: "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
    spend: 0.00022500000000000002,
    total_tokens: 1510,
    prompt_tokens: 1200,
    completion_tokens: 310,
    startTime: "2026-11-24T09:30:00.123Z",
    endTime: "2026-11-24T09:30:01.987Z",
    completionStartTime: "2026-11-24T09:30:00.523Z",
    model: "gpt-4o",
    model_id: "b3f5",
    model_group: "gpt-4o",
    custom_llm_provider: "openai",
    user: "default_user_id",
    metadata: {
      user_api_key_alias: "support-bot",
      status: "success",
      usage_object: {
        prompt_tokens_details: { cached_tokens: 1024 },
        completion_tokens_details: { reasoning_tokens: 64 },
      },
    },
    cache_hit: "False",
    request_tags: ["feature:assistant_chat"],
    team_id: "acme",
    end_user: "ana",
    status: "success",
  };
  const FAILED = {
    ...ROW,
    ...{ request_id: "failed", spend: 0, prompt_tokens: 0, completion_tokens: 0, status: "failure" },
    metadata: { user_api_key_alias: "support-bot", error_information: { error_code: "429" } },
  };
  const CONTRADICTING = { ...ROW, request_id: "contradicting", prompt_tokens: 1000 };

  it("takes rows as JSON, priced in euros at the day's rate, and the same rows as CSV for what is there", async () => {
    await runSql(
      variables["DATABASE_URL"] ?? "",
      "INSERT INTO exchange_rates (currency, date, rate) VALUES ('USD', '2026-11-23', 1.25)",
    );
    const file = fileOf("spend.json", JSON.stringify([ROW, FAILED, CONTRADICTING], null, 2));
    const first = await importInto("spend", file);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("3 records read: 3 added");
    const { overview, features, users } = await reportOf("spend", "2026-11-24");
    expect(overview).toMatchObject({ totalCalls: 3, totalTokens: 2820, totalCost: 0.00018, successRate: 2 / 3 });
    expect(features).toMatchObject([{ feature: "assistant_chat", calls: 3 }]);
    expect(users).toMatchObject([{ userId: "ana" }]);

    const columns = Object.keys(ROW);
    const csv = [ROW, FAILED, CONTRADICTING].map((row) =>
      Object.values(row)
        .map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value)))
        .map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text.replace(/^(.*)T(.*)Z$/, "$1 $2")))
        .join(","),
    );
    const again = await importInto("spend", fileOf("spend.csv", [columns.join(","), ...csv].join("\n")));
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("3 lines read: 0 added, 3 duplicates (nothing new)");
    expect(
      await runSql(variables["DATABASE_URL"] ?? "", "SELECT call_id FROM ai_usage_incident WHERE kind = 'mismatch'"),
    ).toEqual([{ call_id: "contradicting" }]);
  });
});

describe("import of OpenAI's usage", () => {
  it("counts as many calls as there were requests, which add up to the sums", async () => {
    const result = (change: object) => ({
      object: "organization.usage.completions.result",
      input_tokens: 59201,
      output_tokens: 10646,
      input_cached_tokens: 5760,
      num_model_requests: 10,
      project_id: "proj_4BhNtYH0z7dW",
      user_id: null,
      api_key_id: null,
      model: "gpt-4o-2024-08-06",
      batch: null,
      ...change,
    });
    const day = { object: "bucket", start_time: 1794700800, end_time: 1794787200 };
    const page = {
      object: "page",
      data: [
        { ...day, results: [result({}), result({ model: "gpt-5", num_model_requests: 21 }), result({ model: null })] },
      ],
      has_more: false,
      next_page: null,
    };
    const file = fileOf("usage.json", JSON.stringify(page));
    const args = ["import", file, "--firm", "openai", "--create", "--time-zone", "America/New_York"];
    const first = await run(args);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain("3 results read (31 calls): 31 added, 0 duplicates, 0 conflicts, 1 rejected");
    expect(first.stderr).toContain("record 3: model: is missing; export the usage grouped by model\n");
    expect(await reportOf("openai", "2026-11-15")).toMatchObject({
      overview: { totalCalls: 31, totalTokens: 2 * (59201 + 10646), successRate: 1 },
      features: [{ feature: "proj_4BhNtYH0z7dW", calls: 31 }],
    });
    expect((await run(args)).stdout).toContain("0 added, 31 duplicates (nothing new)");

    const before = await run(args, { now: new Date("2026-11-15T12:00:00Z") });
    expect(before.stderr).toContain("record 1: end_time: 1794787200 is not past");
  });
});
