import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import {
  type Answer,
  type DailyCost,
  DIMENSIONS,
  type FeatureCost,
  MAX_FILTER_VALUES,
  MAX_IDENTIFIER_LENGTH,
  type UsageOverview,
} from "usage-core";
import { AIUsageService, createFirm, insertUsageLogs } from "usage-db";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import type { AppRouter, ErrorData } from "../src/contract.ts";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";

const FIRM = "acme";
const NOW = new Date("2026-11-24T12:00:00Z");
const clock = () => NOW;
const NOVEMBER = { startDate: "2026-11-01", endDate: "2026-11-30" };

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;
let service: AIUsageService;
let client: ReturnType<typeof createTRPCClient<AppRouter>>;

beforeAll(async () => {
  test = await startTestDatabase();
  const { database, cache } = test;
  await createFirm(database, { id: FIRM, name: "Acme", timeZone: "Europe/Bucharest" });
  const call = { inputTokens: 100, outputTokens: 20, success: true };
  await insertUsageLogs(database, FIRM, [
    // 22:30 UTC on the 9th is the 10th in Bucharest.
    {
      ...call,
      id: "1",
      userId: "ana",
      feature: "assistant_chat",
      model: "large",
      costEur: "0.1",
      createdAt: "2026-11-09T22:30:00Z",
    },
    {
      ...call,
      id: "2",
      userId: null,
      feature: "search_index",
      model: "small",
      costEur: "0.2",
      createdAt: "2026-11-10T08:00:00Z",
    },
    {
      ...call,
      id: "3",
      userId: "ana",
      feature: "assistant_chat",
      model: "large",
      costEur: null,
      success: false,
      createdAt: "2026-11-20T08:00:00Z",
    },
    {
      ...call,
      id: "4",
      userId: "ana",
      feature: "assistant_chat",
      model: "large",
      costEur: "7",
      createdAt: "2026-10-25T00:30:00Z",
    },
  ]);
  service = new AIUsageService({ database, cache, clock });
  api = await testApi(databaseServices({ database, cache, clock }), { clock });
  const address = await api.app.listen({ host: "127.0.0.1", port: 0 });
  client = createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${address}/trpc`, headers: await api.signedInAs(OPS) })],
  });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

describe("the typed client", () => {
  it("gets the figures of a range, with what one must know to trust them", async () => {
    const answer = await client.usage.overview.query({ firmId: FIRM, range: NOVEMBER });
    expectTypeOf(answer).toEqualTypeOf<Answer<UsageOverview>>();
    expect(answer).toEqual({
      data: {
        totalCost: 0.3,
        totalTokens: 360,
        totalCalls: 3,
        unpricedCalls: 1,
        successRate: 2 / 3,
        projectedMonthEnd: await service.getProjectedMonthEnd(FIRM),
        projectionUnpricedCalls: 1,
      },
      asOf: NOW.toISOString(),
      timeZone: "Europe/Bucharest",
      cacheAgeMs: 0,
      unpricedCalls: 1,
    });
  });

  it("gets the month to date when it names no range", async () => {
    const answer = await client.usage.overview.query({ firmId: FIRM });
    expect(answer.data).toEqual(await service.getUsageOverview(FIRM));
    expect(answer.data.totalCost).toBe(0.3);
  });

  it("gets the same answers as the service, several in one request", async () => {
    const input = { firmId: FIRM, range: NOVEMBER };
    const [days, features, users, models, spend, projection] = await Promise.all([
      client.usage.dailyCosts.query(input),
      client.usage.costsByFeature.query(input),
      client.usage.costsByUser.query(input),
      client.usage.costsByModel.query(input),
      client.usage.currentMonthSpend.query({ firmId: FIRM }),
      client.usage.projectedMonthEnd.query({ firmId: FIRM }),
    ]);
    expectTypeOf(days).toEqualTypeOf<Answer<DailyCost[]>>();
    expectTypeOf(features).toEqualTypeOf<Answer<FeatureCost[]>>();
    expectTypeOf(spend).toEqualTypeOf<Answer<number>>();
    expect(days.data).toEqual(await service.getDailyCosts(FIRM, NOVEMBER));
    expect(days.data.find(({ date }) => date === "2026-11-10")).toMatchObject({ calls: 2, cost: 0.3 });
    expect(features.data).toEqual(await service.getCostsByFeature(FIRM, NOVEMBER));
    expect(users.data).toEqual(await service.getCostsByUser(FIRM, NOVEMBER));
    expect(users.data[0]).toMatchObject({ userId: "batch", cost: 0.2 });
    expect(models.data.map(({ model, calls }) => [model, calls])).toEqual([
      ["small", 1],
      ["large", 2],
    ]);
    expect(spend.data).toBe(0.3);
    expect(projection.data).toBe(await service.getProjectedMonthEnd(FIRM));
  });

  it("is answered the largest question that there can be", async () => {
    const values = Array.from({ length: MAX_FILTER_VALUES }, (_, index) => {
      const number = String(1000 + index);
      return number + "😀".repeat(MAX_IDENTIFIER_LENGTH - number.length);
    });
    const filters = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, values]));
    // A query by POST.
    const answer = await api.mutate(
      "usage.explore",
      { firmId: FIRM, range: NOVEMBER, filters },
      await api.signedInAs(OPS),
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.json().result.data.data.total.figures.calls).toBe(0);
  });

  it("gets 25 hours of the day on which the firm's clocks go back", async () => {
    const hours = await client.usage.hourlyCosts.query({ firmId: FIRM, date: "2026-10-25" });
    expect(hours.data).toHaveLength(25);
    expect(hours.data.find(({ calls }) => calls > 0)).toEqual({
      hour: "2026-10-25T03:00:00+03:00",
      cost: 7,
      tokens: 120,
      calls: 1,
      unpricedCalls: 0,
    });
  });

  it("lists firms, drops a firm's cache and reconciles", async () => {
    expect(await client.firms.list.query()).toEqual([{ id: FIRM, name: "Acme", timeZone: "Europe/Bucharest" }]);
    await client.usage.invalidateCache.mutate({ firmId: FIRM });
    expect(await client.usage.reconcile.query()).toEqual({ firms: 1, differenceCount: 0, differences: [] });
    expect(await client.usage.reconcile.query({ firmId: FIRM })).toMatchObject({ firms: 1 });
  });

  it("reads a new call as soon as the cache was dropped", async () => {
    expect((await client.usage.currentMonthSpend.query({ firmId: FIRM })).data).toBe(0.3);
    await insertUsageLogs(test.database, FIRM, [
      {
        id: "late",
        userId: "ana",
        feature: "assistant_chat",
        model: "large",
        inputTokens: 1,
        outputTokens: 1,
        costEur: "0.000000000001",
        success: true,
        createdAt: "2026-11-24T11:59:59Z",
      },
    ]);
    await client.usage.invalidateCache.mutate({ firmId: FIRM });
    expect((await client.usage.currentMonthSpend.query({ firmId: FIRM })).data).toBe(0.300000000001);
  });

  it("knows the type of what an error says", async () => {
    const error = await client.usage.overview.query({ firmId: "nope" }).catch((thrown: unknown) => thrown);
    if (!(error instanceof TRPCClientError)) throw new Error("the call was to be refused");
    expectTypeOf<TRPCClientError<AppRouter>["data"]>().toEqualTypeOf<ErrorData | null | undefined>();
    expect(error.data).toEqual({ code: "NOT_FOUND", httpStatus: 404, path: "usage.overview", fields: [] });
  });
});

describe("inputs", () => {
  const range = (startDate: unknown, endDate: unknown) => ({ firmId: FIRM, range: { startDate, endDate } });

  it.each([
    ["a day that does not exist", range("2026-02-30", "2026-03-01"), ["range.startDate"]],
    ["both days wrong", range("2026-02-30", "yesterday"), ["range.startDate", "range.endDate"]],
    ["an end before its start", range("2026-03-02", "2026-03-01"), ["range.endDate"]],
    ["more than 400 days", range("2025-01-01", "2026-02-05"), ["range.endDate"]],
    ["an instant for a day", range("2026-03-01T00:00:00Z", "2026-03-02"), ["range.startDate"]],
    ["a number for a day", range(20260301, "2026-03-02"), ["range.startDate"]],
    ["no range", { firmId: FIRM }, ["range"]],
    ["null for a range", { firmId: FIRM, range: null }, ["range"]],
    ["a key of the range that is not known", { firmId: FIRM, range: { ...NOVEMBER, zone: "UTC" } }, ["range.zone"]],
    ["no firm", { range: NOVEMBER }, ["firmId"]],
    ["a prototype", JSON.parse(`{"firmId":"${FIRM}","range":{},"__proto__":{"x":1}}`), ["__proto__"]],
    ["a list", [], ["input"]],
    ["a text", "acme", ["input"]],
  ])("with %s are refused, and the field is named", async (_what, input, fields) => {
    const response = await api.query("usage.dailyCosts", input, await api.signedInAs(OPS));
    expect(response.statusCode).toBe(400);
    const { message, data } = response.json().error;
    const named: { path: string; message: string }[] = data.fields;
    expect(named.map(({ path }) => path)).toEqual(expect.arrayContaining(fields));
    for (const fault of named) expect(message).toContain(`${fault.path}: ${fault.message}`);
  });

  it("of exactly 400 days are answered", async () => {
    const response = await api.query("usage.dailyCosts", range("2025-01-01", "2026-02-04"), await api.signedInAs(OPS));
    expect(response.statusCode).toBe(200);
    expect(response.json().result.data.data).toHaveLength(400);
  });

  it.each([["2026-02-30"], ["2026-2-3"], [""], [undefined], [null]])("refuse %j as the day of hours", async (date) => {
    const response = await api.query("usage.hourlyCosts", { firmId: FIRM, date }, await api.signedInAs(OPS));
    expect(response.statusCode).toBe(400);
    expect(response.json().error.data.fields).toEqual([{ path: "date", message: expect.any(String) }]);
  });
});
