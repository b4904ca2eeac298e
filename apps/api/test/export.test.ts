import { money, sum } from "usage-core";
import { createFirm, insertUsageLogs, saveUsers } from "usage-db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";

const clock = () => new Date("2026-11-24T12:00:00Z");
const RANGE = { startDate: "2026-11-20", endDate: "2026-11-24" };
const OWN = "firm-own";
const FOREIGN = "firm-two";
/** More than are read at once. */
const MANY = "firm-of-many";
const CALLS = 2_500;

const CALL = {
  userId: "u1",
  feature: "chat",
  model: "large",
  inputTokens: 100,
  outputTokens: 20,
  costEur: "0.000000000001",
  success: true,
  createdAt: "2026-11-24T10:00:00Z",
};

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;

beforeAll(async () => {
  test = await startTestDatabase();
  const { database, cache } = test;
  for (const id of [OWN, FOREIGN, MANY]) await createFirm(database, { id, name: id, timeZone: "Europe/Bucharest" });
  await saveUsers(database, OWN, [{ id: "u1", name: '=HYPERLINK("http://evil")' }]);
  await insertUsageLogs(database, OWN, [
    { ...CALL, id: "1" },
    { ...CALL, id: "2", costEur: "123456789.123456789012" },
    { ...CALL, id: "+3", userId: null, costEur: null, createdAt: "2026-11-22T23:30:00Z" },
    { ...CALL, id: "4", feature: 'a "quoted", one\nof two lines', success: false, createdAt: "2026-11-21T10:00:00Z" },
  ]);
  await insertUsageLogs(database, FOREIGN, [{ ...CALL, id: "theirs" }]);
  const many = Array.from({ length: CALLS }, (_, index) => ({ ...CALL, id: `call-${index}` }));
  for (let from = 0; from < CALLS; from += 500) await insertUsageLogs(database, MANY, many.slice(from, from + 500));
  api = await testApi(databaseServices({ database, cache, clock }), { clock });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

async function download(
  file: string,
  query: unknown,
  firmId = OWN,
  caller: Parameters<TestApi["signedInAs"]>[0] = OPS,
  others: Readonly<Record<string, string>> = {},
) {
  return api.app.inject({
    url: `/v1/export/${file}`,
    query: { firmId, query: typeof query === "string" ? query : JSON.stringify(query), ...others },
    headers: await api.signedInAs(caller),
  });
}

async function records(file: string, query: unknown, firmId = OWN): Promise<Record<string, unknown>[]> {
  const { body } = await download(file, query, firmId);
  return body
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

describe("an export of explore", () => {
  it("has every row and what is left over, in exact decimals, which add up", async () => {
    const found = await records("explore.ndjson", { range: RANGE, groupBy: ["feature", "user"], top: 1 });
    expect(found).toEqual([
      {
        row: "key",
        feature: "chat",
        user: "u1",
        userName: '=HYPERLINK("http://evil")',
        costEur: "123456789.123456789013",
        calls: 2,
        failedCalls: 0,
        unpricedCalls: 0,
        inputTokens: 200,
        outputTokens: 40,
      },
      {
        row: "other",
        costEur: "0.000000000001",
        calls: 2,
        failedCalls: 1,
        unpricedCalls: 1,
        inputTokens: 200,
        outputTokens: 40,
      },
    ]);
  });

  it("has one record per bucket, zeros included, by the firm's own days", async () => {
    const found = await records("explore.ndjson", { range: RANGE, granularity: "day" });
    expect(found.map(({ start, calls, unpricedCalls }) => [start, calls, unpricedCalls])).toEqual([
      ["2026-11-20", 0, 0],
      ["2026-11-21", 1, 0],
      ["2026-11-22", 0, 0],
      ["2026-11-23", 1, 1],
      ["2026-11-24", 2, 0],
    ]);
  });

  it("tells what it is compared with in columns of their own", async () => {
    const query = {
      range: { startDate: "2026-11-24", endDate: "2026-11-24" },
      groupBy: ["model"],
      compareWith: "previousPeriod",
    };
    const { body } = await download("explore.csv", query);
    expect(body).toBe(
      "\uFEFFrow,model,costEur,calls,failedCalls,unpricedCalls,inputTokens,outputTokens,previousStartDate,previousEndDate," +
        "previousCostEur,previousCalls,previousFailedCalls,previousUnpricedCalls,previousInputTokens,previousOutputTokens\r\n" +
        "key,large,123456789.123456789013,2,0,0,200,40,2026-11-23,2026-11-23,0,1,0,1,100,20\r\n",
    );
  });

  it("tells the range compared with in records of its own, where the others are of buckets", async () => {
    const query = {
      range: { startDate: "2026-11-23", endDate: "2026-11-24" },
      granularity: "day",
      groupBy: ["model"],
      compareWith: "previousPeriod",
    };
    const { body } = await download("explore.csv", query);
    expect(body.split("\r\n")).toEqual([
      "\uFEFFperiod,start,row,model,costEur,calls,failedCalls,unpricedCalls,inputTokens,outputTokens,previousStartDate,previousEndDate",
      "current,2026-11-23,key,large,0,1,0,1,100,20,2026-11-21,2026-11-22",
      "current,2026-11-24,key,large,123456789.123456789013,2,0,0,200,40,2026-11-21,2026-11-22",
      "previous,,key,large,0.000000000001,1,1,0,100,20,2026-11-21,2026-11-22",
      "",
    ]);
    const total = await records("explore.ndjson", { ...query, groupBy: [] });
    expect(total.map(({ period, start, calls }) => [period, start, calls])).toEqual([
      ["current", "2026-11-23", 1],
      ["current", "2026-11-24", 2],
      ["previous", null, 1],
    ]);
    for (const record of total)
      expect(record).toMatchObject({ previousStartDate: "2026-11-21", previousEndDate: "2026-11-22" });
  });

  it("adds up to the total by pieces of time too, with what is left over", async () => {
    const query = { range: RANGE, granularity: "day", groupBy: ["feature"], top: 1 };
    const found = await records("explore.ndjson", query);
    const [total] = await records("explore.ndjson", { range: RANGE });
    const sumOf = (figure: string) => sum(found.map((record) => money(String(record[figure])))).toFixed();
    expect(sumOf("costEur")).toBe(total?.["costEur"]);
    expect(sumOf("calls")).toBe(String(total?.["calls"]));
  });

  it("has every record once, however many are written at once", async () => {
    const range = { startDate: "2025-12-01", endDate: "2026-11-24" };
    const query = { range, granularity: "day", groupBy: ["feature"] };
    const { body } = await download("explore.csv", query);
    const lines = body.split("\r\n").slice(1, -1);
    expect(new Set(lines).size).toBe(lines.length);
    // Two features. The line feed in the name of one ends no line.
    expect(lines).toHaveLength(2 * 359);
  });
});

describe("an export of calls", () => {
  it("is a CSV whose texts no spreadsheet takes for a formula, and which no text breaks", async () => {
    const response = await download("calls.csv", { range: RANGE });
    expect(response.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers["content-disposition"]).toBe(
      `attachment; filename="usage-calls-${OWN}-2026-11-20-2026-11-24.csv"`,
    );
    // The dashboard asks for it in a frame of its own.
    expect(response.headers["x-frame-options"]).toBe("SAMEORIGIN");
    expect(response.headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(response.body.split("\r\n")).toEqual([
      "\uFEFFid,createdAt,date,userId,userName,feature,model,provider,inputTokens,outputTokens,costEur,success,errorCode,latencyMs," +
        "source,unpricedReason,voided",
      `2,2026-11-24T10:00:00.000000Z,2026-11-24,u1,"'=HYPERLINK(""http://evil"")",chat,large,,100,20,123456789.123456789012,true,,,sql,,false`,
      `1,2026-11-24T10:00:00.000000Z,2026-11-24,u1,"'=HYPERLINK(""http://evil"")",chat,large,,100,20,0.000000000001,true,,,sql,,false`,
      // Already the 23rd in Bucharest.
      "'+3,2026-11-22T23:30:00.000000Z,2026-11-23,batch,Procese automate,chat,large,,100,20,,true,,,sql,not_told,false",
      `4,2026-11-21T10:00:00.000000Z,2026-11-21,u1,"'=HYPERLINK(""http://evil"")","a ""quoted"", one\nof two lines",large,,100,20,0.000000000001,false,,,sql,,false`,
      "",
    ]);
  });

  it("has every call once, however many there are, and those alone that are asked for", async () => {
    const found = await records("calls.ndjson", { range: RANGE }, MANY);
    expect(new Set(found.map(({ id }) => id)).size).toBe(CALLS);
    expect(found).toHaveLength(CALLS);
    expect(await records("calls.ndjson", { range: RANGE, failedOnly: true })).toMatchObject([
      { id: "4", success: false },
    ]);
  });

  it("is nothing but the header where there are no calls", async () => {
    const query = { range: { startDate: "2026-01-01", endDate: "2026-01-02" } };
    expect((await download("calls.csv", query)).body.split("\r\n")).toHaveLength(2);
    expect((await download("calls.ndjson", query)).body).toBe("");
  });
});

describe("a reader's language", () => {
  const explored = { range: RANGE, groupBy: ["user"] };

  it.each([
    ["en", "Batch jobs"],
    ["ro", "Procese automate"],
    [undefined, "Procese automate"],
  ])("%s names what no user caused, in every file", async (language, name) => {
    const asked = language === undefined ? {} : { language };
    for (const [what, query] of Object.entries({ explore: explored, calls: { range: RANGE } })) {
      const csv = await download(`${what}.csv`, query, OWN, OPS, asked);
      expect(csv.body).toContain(`,batch,${name},`);
      const ndjson = await download(`${what}.ndjson`, query, OWN, OPS, asked);
      expect(ndjson.body).toContain(`"userName":"${name}"`);
    }
  });

  it("that is not there is refused", async () => {
    const response = await download("calls.csv", { range: RANGE }, OWN, OPS, { language: "de" });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.message).toContain("language: must be one of ro, en");
  });
});

describe("who asks wrongly", () => {
  it.each([
    ["calls.csv", "{", 400, "query: is not JSON; give the question as JSON"],
    [
      "calls.csv",
      { range: { startDate: "2026-11-24", endDate: "2026-11-20" } },
      400,
      "query.range.endDate: 2026-11-20 is before",
    ],
    ["explore.csv", { range: RANGE, groupBy: ["colour"] }, 400, "query.groupBy.0"],
    ["explore.csv", {}, 400, "query.range: is missing; give startDate and endDate"],
    [
      "calls.csv",
      { range: RANGE, limit: 3 },
      400,
      "query.limit: is of a page, and a download has all calls; leave it out",
    ],
    ["calls.ndjson", { range: RANGE, cursor: null }, 400, "query.cursor: is of a page"],
    ["calls.ndjson", { range: RANGE, hour: "2026-11-01T10:00:00Z" }, 400, "hour"],
    ["calls.ndjson", { range: RANGE, hour: "2026-11-24T10:00:00.000000001Z" }, 400, "hour"],
  ])("is told what is wrong before anything is sent: %s of %j", async (file, query, status, message) => {
    const response = await download(file, query);
    expect(response.statusCode).toBe(status);
    expect(response.json().error.message).toContain(message);
    expect(response.headers["content-disposition"]).toBeUndefined();
  });

  it("gets nothing of a firm that is not the caller's, nor whether there is one, whatever is wrong beside", async () => {
    const own = { sub: "ion", role: "firm", firmId: OWN } as const;
    for (const [firmId, query, caller] of [
      [FOREIGN, "{", own],
      ["no-such-firm", "{", own],
      ["no-such-firm", { range: RANGE }, OPS],
    ] as const) {
      const response = await download("calls.csv", query, firmId, caller);
      expect(response.statusCode).toBe(404);
      expect(response.json().error.message).toBe(
        `firmId: there is no firm "${firmId}" that you may see; firms.list names those that you may`,
      );
    }
  });

  it("gets nothing without a sign-in", async () => {
    const response = await api.app.inject({ url: "/v1/export/calls.csv", query: { firmId: OWN, query: "{}" } });
    expect(response.statusCode).toBe(401);
  });
});
