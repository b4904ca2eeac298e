import {
  comparisonOf,
  comparisonRange,
  type FirmsQuery,
  type FirmsUsage,
  isUnpriced,
  localDayAt,
  money,
  PRESETS,
  presetRange,
  sum,
  toNumber,
} from "usage-core";
import { createFirm, foldAll, insertUsageLogs, UsageReader } from "usage-db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";

/** In Auckland it is the first of December. */
const NOW = new Date("2026-11-30T12:00:00Z");
const clock = () => NOW;
const ZONES = ["Europe/Bucharest", "Pacific/Auckland", "America/New_York", "UTC"];
const FIRMS = Array.from({ length: 9 }, (_, index) => `firm-${index}`);
const DAY = 86_400_000;

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;
let reader: UsageReader;

beforeAll(async () => {
  test = await startTestDatabase();
  const { database, cache } = test;
  reader = new UsageReader({ database, cache, clock });
  for (const [index, id] of FIRMS.entries()) {
    await createFirm(database, { id, name: `Name of ${id}`, timeZone: ZONES[index % 4] ?? "UTC" });
    // The first firm has no calls.
    const logs = Array.from({ length: index * 40 }, (_, call) => ({
      id: String(call),
      userId: null,
      feature: "chat",
      model: "small",
      inputTokens: call,
      outputTokens: 1,
      costEur: (call * index) % 7 === 0 ? null : `${call}.${index}01`,
      success: (call + index) % 5 !== 0,
      createdAt: new Date(NOW.getTime() - ((call * 37 * index) % 1_000) * (DAY / 8)).toISOString(),
    }));
    if (logs.length > 0) await insertUsageLogs(database, id, logs);
    // Half of them are read from the rollup, the others from the deltas.
    if (index === 4) await foldAll(database, cache);
  }
  api = await testApi(databaseServices({ database, cache, clock }), { clock });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

async function ask(input?: object): Promise<FirmsUsage> {
  const response = await api.query("ops.firms", input, await api.signedInAs(OPS));
  expect(response.statusCode).toBe(200);
  return response.json().result.data;
}

const CASES: [string, FirmsQuery | undefined][] = [
  ["the month to date", undefined],
  ["a day", { range: { startDate: "2026-11-24", endDate: "2026-11-24" } }],
  ["a month", { range: { startDate: "2026-10-01", endDate: "2026-10-31" } }],
  ["a quarter", { range: { startDate: "2026-08-03", endDate: "2026-11-08" } }],
  ["400 days", { range: { startDate: "2025-10-27", endDate: "2026-11-30" } }],
  ["days to come", { range: { startDate: "2026-12-10", endDate: "2026-12-20" } }],
  ...PRESETS.map((preset): [string, FirmsQuery] => [preset, { preset }]),
];

describe.each(CASES)("ops.firms of %s", (_name, asked) => {
  it("tells of every firm what is told of it alone", async () => {
    const { firms, granularity } = await ask(asked);
    expect(firms.map(({ firmId }) => firmId).sort()).toEqual(FIRMS);
    for (const firm of firms) {
      const { firmId, range, previousRange } = firm;
      const today = localDayAt(NOW.getTime(), firm.timeZone).date;
      expect(previousRange).toEqual(comparisonRange(range, comparisonOf(range, today)));
      expect(range).toEqual(asked?.range ?? presetRange(asked?.preset ?? "this-month", today));
      const { data: own, timeZone } = await reader.overview(firmId, range);
      const { data: previous } = await reader.overview(firmId, previousRange);
      expect({ ...firm, series: null }).toEqual({
        firmId,
        firmName: `Name of ${firmId}`,
        timeZone,
        range,
        previousRange,
        cost: own.totalCost,
        tokens: own.totalTokens,
        calls: own.totalCalls,
        unpricedCalls: own.unpricedCalls,
        unpricedPercent: own.totalCalls === 0 ? 0 : (own.unpricedCalls / own.totalCalls) * 100,
        failedCalls: firm.failedCalls,
        successRate: own.successRate,
        previousCost: previous.totalCost,
        previousUnpricedCalls: previous.unpricedCalls,
        projectedMonthEnd: own.projectedMonthEnd,
        projectionUnpricedCalls: own.projectionUnpricedCalls,
        series: null,
      });
      expect(firm.failedCalls).toBe(Math.round(own.totalCalls * (1 - own.successRate)));
      const { data: days } = await reader.dailyCosts(firmId, range);
      if (granularity === "day") expect(firm.series).toEqual(days.map((day) => (isUnpriced(day) ? null : day.cost)));
      expect(firm.series.reduce<number>((sum, cost) => sum + (cost ?? 0), 0)).toBeCloseTo(own.totalCost, 9);
    }
  });

  it("is dearest first, and adds up", async () => {
    const { firms, total, asOf } = await ask(asked);
    expect(asOf).toBe(NOW.toISOString());
    expect(firms).toEqual(
      [...firms].sort((a, b) => b.cost - a.cost || b.calls - a.calls || (a.firmId < b.firmId ? -1 : 1)),
    );
    for (const field of ["cost", "previousCost", "projectedMonthEnd"] as const)
      expect(total[field]).toBeCloseTo(
        firms.reduce((sum, firm) => sum + firm[field], 0),
        8,
      );
    const counts = ["calls", "tokens", "failedCalls", "unpricedCalls"] as const;
    for (const field of [...counts, "previousUnpricedCalls", "projectionUnpricedCalls"] as const)
      expect(total[field]).toBe(firms.reduce((sum, firm) => sum + firm[field], 0));
    const { calls, failedCalls, unpricedCalls } = total;
    expect(total.successRate).toBe(calls === 0 ? 1 : (calls - failedCalls) / calls);
    expect(total.unpricedPercent).toBeCloseTo(calls === 0 ? 0 : (100 * unpricedCalls) / calls, 9);
  });
});

it("ops.firms takes what a name means on each firm's own calendar", async () => {
  const rangeOf = (zone: string, { firms }: FirmsUsage) => firms.find(({ timeZone }) => timeZone === zone)?.range;
  for (const monthToDate of [await ask(), await ask({ preset: "this-month" })]) {
    expect(rangeOf("Pacific/Auckland", monthToDate)).toEqual({ startDate: "2026-12-01", endDate: "2026-12-01" });
    expect(rangeOf("Europe/Bucharest", monthToDate)).toEqual({ startDate: "2026-11-01", endDate: "2026-11-30" });
  }
  const lastDays = await ask({ preset: "7d" });
  expect(rangeOf("Pacific/Auckland", lastDays)).toEqual({ startDate: "2026-11-25", endDate: "2026-12-01" });
  expect(rangeOf("Europe/Bucharest", lastDays)).toEqual({ startDate: "2026-11-24", endDate: "2026-11-30" });
});

it.each([
  [{ range: { startDate: "2025-01-01", endDate: "2026-11-30" } }, "range"],
  [{ preset: "yesterday" }, "preset"],
  [{ range: { startDate: "2026-11-01", endDate: "2026-11-30" }, preset: "7d" }, "give one of them"],
])("ops.firms refuses %j", async (input, fault) => {
  const response = await api.query("ops.firms", input, await api.signedInAs(OPS));
  expect(response.statusCode).toBe(400);
  expect(response.body).toContain(fault);
});

describe("the file of the firms", () => {
  const range = { startDate: "2026-10-01", endDate: "2026-10-31" };
  const download = async (
    format: string,
    query: Record<string, string>,
    caller: Parameters<TestApi["signedInAs"]>[0],
  ) => api.app.inject({ url: `/v1/export/firms.${format}`, query, headers: await api.signedInAs(caller) });

  it.each([
    ["a month", { range }],
    ["each one's month to date", {}],
    ["each one's last seven days", { preset: "7d" }],
  ])("has what ops.firms answers, in exact decimals: %s", async (_name, query) => {
    const { firms, total } = await ask(query);
    const response = await download("ndjson", { query: JSON.stringify(query) }, OPS);
    const records = response.body.split("\n").filter((line: string) => line !== "");
    const told = records.map((line: string): Record<string, string> => JSON.parse(line));
    expect(
      told.map((record) => ({
        ...record,
        costEur: Number(record["costEur"]),
        previousCostEur: Number(record["previousCostEur"]),
        projectedMonthEndEur: Number(record["projectedMonthEndEur"]),
      })),
    ).toMatchObject(
      firms.map((firm) => ({
        firmId: firm.firmId,
        firmName: firm.firmName,
        timeZone: firm.timeZone,
        ...firm.range,
        costEur: firm.cost,
        calls: firm.calls,
        failedCalls: firm.failedCalls,
        unpricedCalls: firm.unpricedCalls,
        previousStartDate: firm.previousRange.startDate,
        previousEndDate: firm.previousRange.endDate,
        previousCostEur: firm.previousCost,
        previousUnpricedCalls: firm.previousUnpricedCalls,
        projectedMonthEndEur: firm.projectedMonthEnd,
        projectionUnpricedCalls: firm.projectionUnpricedCalls,
      })),
    );
    expect(toNumber(sum(told.map(({ costEur = "" }) => money(costEur))))).toBe(total.cost);
  });

  it("is a CSV that no firm's name makes a formula of", async () => {
    await createFirm(test.database, { id: "evil", name: "=1+1, say", timeZone: "UTC" });
    const response = await download("csv", { query: JSON.stringify({ range }) }, OPS);
    expect(response.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers["content-disposition"]).toBe(
      'attachment; filename="usage-firms-2026-10-01-2026-10-31.csv"',
    );
    const lines = response.body.split("\r\n");
    expect(lines[0]).toBe(
      "\uFEFFfirmId,firmName,timeZone,startDate,endDate,costEur,calls,failedCalls,unpricedCalls,inputTokens,outputTokens," +
        "previousStartDate,previousEndDate,previousCostEur,previousCalls,previousFailedCalls,previousUnpricedCalls," +
        "previousInputTokens,previousOutputTokens,projectedMonthEndEur,projectionUnpricedCalls",
    );
    expect(lines).toContain(
      `evil,"'=1+1, say",UTC,2026-10-01,2026-10-31,0,0,0,0,0,0,2026-09-01,2026-09-30,0,0,0,0,0,0,0,0`,
    );
  });

  it("is refused to who is no operator, and to who asks wrongly", async () => {
    const query = { query: "{}" };
    expect((await download("csv", query, { sub: "ion", role: "firm", firmId: "firm-1" })).statusCode).toBe(403);
    expect((await api.app.inject({ url: "/v1/export/firms.csv", query })).statusCode).toBe(401);
    for (const [wrong, fault] of [
      [{}, "query: is missing"],
      [{ query: "{" }, "query: is not JSON"],
      [{ query: '{"top":3}' }, "query.top: is not a known field"],
      [{ query: "{}", firmId: "firm-1" }, "firmId: is not a known field"],
    ] as const) {
      const response = await download("ndjson", wrong, OPS);
      expect(response.statusCode).toBe(400);
      expect(response.json().error.message).toContain(fault);
    }
  });
});
