import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AIUsageService } from "../src/ai-usage-service.ts";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

/*
 * The contract, sentence by sentence: each test is named after what the contract says.
 */

const NOVEMBER = { startDate: "2026-11-01", endDate: "2026-11-30" };

let ledger: Ledger;
let now: Date;
let service: AIUsageService;
let reader: UsageReader;

beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  await ledger.sql("DELETE FROM ai_usage_log");
  await ledger.sql("DELETE FROM firms");
  await ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'Europe/Bucharest')");
  now = new Date("2026-11-11T00:00:00+02:00");
  const options = { database: ledger.database, cache: createMemoryUsageCache(), clock: () => now };
  service = new AIUsageService(options);
  reader = new UsageReader(options);
});

let ids = 0;
/** Records a call through plain SQL. */
async function call(
  at: string,
  fields: {
    cost?: string | null;
    user?: string;
    feature?: string;
    model?: string;
    success?: boolean;
    tokens?: [number, number];
  } = {},
) {
  ids += 1;
  const {
    cost = "1",
    user = null,
    feature = "assistant_chat",
    model = "gpt-4o",
    success = true,
    tokens = [10, 5],
  } = fields;
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     VALUES ('firm', $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [`call-${ids}`, user, feature, model, ...tokens, cost, success, at],
  );
}

describe("DateRange", () => {
  it("is civil dates, both inclusive, in the firm's zone", async () => {
    await call("2026-10-31T21:59:59Z");
    await call("2026-10-31T22:00:00Z");
    await call("2026-11-30T21:59:59Z");
    await call("2026-11-30T22:00:00Z");
    expect((await service.getUsageOverview("firm", NOVEMBER)).totalCalls).toBe(2);
  });

  it("is by default, for the overview, the firm's current month to date", async () => {
    // Already December in Bucharest, still November in UTC.
    now = new Date("2026-11-30T23:00:00Z");
    await call("2026-11-30T21:00:00Z");
    await call("2026-11-30T22:30:00Z");
    expect((await service.getUsageOverview("firm")).totalCalls).toBe(1);
  });

  it.each([
    [{ startDate: "2026-11-02", endDate: "2026-11-01" }, "endDate: 2026-11-01 is before startDate 2026-11-02"],
    [{ startDate: "2026-02-30", endDate: "2026-03-01" }, 'startDate: "2026-02-30" is not a date of the calendar'],
    [{ startDate: "2020-01-01", endDate: "2026-11-01" }, "ask for at most 400"],
  ])("is refused by name when it is none: %j", async (range, message) => {
    for (const ask of [
      () => service.getUsageOverview("firm", range),
      () => service.getDailyCosts("firm", range),
      () => service.getCostsByFeature("firm", range),
      () => service.getCostsByUser("firm", range),
      () => reader.costsByModel("firm", range),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: "invalid_input", message: expect.stringContaining(message) });
    }
  });
});

describe("cost", () => {
  it("is EUR as the double nearest to the exact decimal sum", async () => {
    for (let index = 0; index < 10; index += 1) await call("2026-11-10T10:00:00Z", { cost: "0.1" });
    await call("2026-11-10T10:00:00Z", { cost: "0.000000000001" });
    expect((await service.getUsageOverview("firm", NOVEMBER)).totalCost).toBe(1.000000000001);
  });

  it("of an unpriced call is not 0: it is counted apart", async () => {
    await call("2026-11-10T10:00:00Z", { cost: null });
    await call("2026-11-10T10:00:00Z", { cost: "0" });
    const answer = await reader.overview("firm", NOVEMBER);
    expect(answer).toMatchObject({ unpricedCalls: 1, data: { totalCalls: 2, totalCost: 0 } });
  });
});

describe("the figures", () => {
  it("tokens are input + output", async () => {
    await call("2026-11-10T10:00:00Z", { tokens: [4808, 10] });
    expect((await service.getUsageOverview("firm", NOVEMBER)).totalTokens).toBe(4818);
  });

  it("calls count every recorded call, failed ones too", async () => {
    await call("2026-11-10T10:00:00Z", { success: false });
    await call("2026-11-10T10:00:00Z");
    expect((await service.getUsageOverview("firm", NOVEMBER)).totalCalls).toBe(2);
  });

  it("successRate is in [0, 1]: calls that did not fail / calls", async () => {
    for (const success of [true, true, true, false]) await call("2026-11-10T10:00:00Z", { success });
    expect((await service.getUsageOverview("firm", NOVEMBER)).successRate).toBe(0.75);
  });

  it("successRate is 1 when there were no calls", async () => {
    expect(await service.getUsageOverview("firm", NOVEMBER)).toEqual({
      totalCost: 0,
      totalTokens: 0,
      totalCalls: 0,
      unpricedCalls: 0,
      successRate: 1,
      projectedMonthEnd: 0,
      projectionUnpricedCalls: 0,
    });
  });

  it("percentOfTotal is in [0, 100], not rounded, and adds up to 100 when anything was spent", async () => {
    for (const feature of ["a", "b", "c"]) await call("2026-11-10T10:00:00Z", { feature });
    const shares = (await service.getCostsByFeature("firm", NOVEMBER)).map(({ percentOfTotal }) => percentOfTotal);
    expect(shares).toEqual([100 / 3, 100 / 3, 100 / 3]);
  });

  it("percentOfTotal is 0 when nothing was spent", async () => {
    await call("2026-11-10T10:00:00Z", { cost: null });
    expect((await service.getCostsByFeature("firm", NOVEMBER))[0]?.percentOfTotal).toBe(0);
    expect((await reader.costsByModel("firm", NOVEMBER)).data[0]?.percentOfTotal).toBe(0);
  });
});

describe("getDailyCosts", () => {
  it("returns one entry per day of the range, zeros included, oldest first", async () => {
    await call("2026-11-03T10:00:00Z");
    expect(await service.getDailyCosts("firm", { startDate: "2026-11-02", endDate: "2026-11-04" })).toEqual([
      { date: "2026-11-02", cost: 0, tokens: 0, calls: 0, unpricedCalls: 0 },
      { date: "2026-11-03", cost: 1, tokens: 15, calls: 1, unpricedCalls: 0 },
      { date: "2026-11-04", cost: 0, tokens: 0, calls: 0, unpricedCalls: 0 },
    ]);
  });
});

describe("by-feature, by-user and by-model", () => {
  it("come dearest first, then most calls, then by id", async () => {
    const calls = [
      ["z", "2"],
      ["b", "0.5"],
      ["b", "0.5"],
      ["a", "0.5"],
      ["a", "0.5"],
      ["c", "1"],
    ] as const;
    for (const [key, cost] of calls) await call("2026-11-10T10:00:00Z", { feature: key, user: key, model: key, cost });
    const order = ["z", "a", "b", "c"];
    expect((await service.getCostsByFeature("firm", NOVEMBER)).map(({ feature }) => feature)).toEqual(order);
    expect((await service.getCostsByUser("firm", NOVEMBER)).map(({ userId }) => userId)).toEqual(order);
    expect((await reader.costsByModel("firm", NOVEMBER)).data.map(({ model }) => model)).toEqual(order);
  });

  it("have no row for a key whose every figure is zero (all its calls voided)", async () => {
    await call("2026-11-10T10:00:00Z", { feature: "gone", user: "gone", model: "gone" });
    await call("2026-11-10T10:00:00Z");
    await ledger.sql("SELECT * FROM ai_usage_fold(1000)");
    await ledger.sql("UPDATE ai_usage_log SET voided_at = now() WHERE feature = 'gone'");
    expect(await service.getCostsByFeature("firm", NOVEMBER)).toHaveLength(1);
    expect(await service.getCostsByUser("firm", NOVEMBER)).toHaveLength(1);
    expect((await reader.costsByModel("firm", NOVEMBER)).data).toHaveLength(1);
  });
});

describe("users", () => {
  it('that are none are batch jobs: "batch", "Procese automate"', async () => {
    await call("2026-11-10T10:00:00Z");
    expect(await service.getCostsByUser("firm", NOVEMBER)).toMatchObject([
      { userId: "batch", userName: "Procese automate" },
    ]);
  });

  it("missing from `users` are shown by id, others by name", async () => {
    await ledger.sql("INSERT INTO users VALUES ('firm', 'u-1', 'First User')");
    await call("2026-11-10T10:00:00Z", { user: "u-1", cost: "2" });
    await call("2026-11-10T10:00:00Z", { user: "u-2" });
    expect((await service.getCostsByUser("firm", NOVEMBER)).map(({ userName }) => userName)).toEqual([
      "First User",
      "u-2",
    ]);
  });

  it("of another firm give no name", async () => {
    await ledger.sql("INSERT INTO firms VALUES ('other', 'Other', 'UTC')");
    await ledger.sql("INSERT INTO users VALUES ('other', 'u-1', 'Somebody Else')");
    await call("2026-11-10T10:00:00Z", { user: "u-1" });
    expect((await service.getCostsByUser("firm", NOVEMBER))[0]?.userName).toBe("u-1");
  });
});

describe("projectedMonthEnd", () => {
  it("is month to date / elapsed days x days in month", async () => {
    for (let day = 1; day <= 10; day += 1) await call(`2026-11-${String(day).padStart(2, "0")}T10:00:00Z`);
    expect(await service.getProjectedMonthEnd("firm")).toBe(30);
  });

  it("counts the elapsed part of today as a fraction of its real length", async () => {
    // Noon on the day on which Bucharest's clocks go back: 13 of 25 hours.
    now = new Date("2026-10-25T12:00:00+02:00");
    await call("2026-10-01T10:00:00Z", { cost: "24.52" });
    expect(await service.getProjectedMonthEnd("firm")).toBe(31);
  });

  it("is, on the first local day, month to date + the previous month's spend / its days x the days to come", async () => {
    now = new Date("2026-11-01T12:00:00+02:00");
    await call("2026-10-10T10:00:00Z", { cost: "310" });
    await call("2026-11-01T08:00:00Z", { cost: "7" });
    expect(await service.getProjectedMonthEnd("firm")).toBe(7 + 29.5 * 10);
  });

  it("is, with no history on the first day, the spend so far", async () => {
    now = new Date("2026-11-01T12:00:00+02:00");
    await call("2026-11-01T08:00:00Z", { cost: "7" });
    expect(await service.getProjectedMonthEnd("firm")).toBe(7);
  });

  it("is always the current month's, whatever range is asked for", async () => {
    await call("2026-11-05T10:00:00Z", { cost: "10" });
    await call("2026-10-05T10:00:00Z", { cost: "99" });
    const october = { startDate: "2026-10-01", endDate: "2026-10-31" };
    expect(await service.getUsageOverview("firm", october)).toMatchObject({ totalCost: 99, projectedMonthEnd: 30 });
  });

  it("is not served from before midnight after it", async () => {
    now = new Date("2026-11-30T23:59:30+02:00");
    await call("2026-11-05T10:00:00Z", { cost: "30" });
    expect((await service.getUsageOverview("firm", NOVEMBER)).projectedMonthEnd).toBeCloseTo(30, 2);
    now = new Date("2026-12-01T00:00:30+02:00");
    expect((await service.getUsageOverview("firm", NOVEMBER)).projectedMonthEnd).toBeCloseTo(31, 1);
  });
});

describe("getCurrentMonthSpend", () => {
  it("is what was spent in the firm's current month, to date", async () => {
    await call("2026-10-31T21:59:59Z", { cost: "100" });
    await call("2026-10-31T22:00:00Z", { cost: "2" });
    await call("2026-11-10T21:59:59Z", { cost: "3" });
    expect(await service.getCurrentMonthSpend("firm")).toBe(5);
  });
});

describe("feature names", () => {
  it("are Romanian from the service, and humanised where the catalogue has none", async () => {
    await call("2026-11-10T10:00:00Z", { feature: "search_index", cost: "2" });
    await call("2026-11-10T10:00:00Z", { feature: "weekly_digest" });
    expect((await service.getCostsByFeature("firm", NOVEMBER)).map(({ featureName }) => featureName)).toEqual([
      "Indexare C\u0103utare",
      "Weekly digest",
    ]);
  });
});

describe("hourlyCosts", () => {
  it("has 25 hours on a 25-hour day, each the instant with offset at which it starts", async () => {
    await call("2026-10-25T01:30:00Z");
    const { data } = await reader.hourlyCosts("firm", "2026-10-25");
    expect(data).toHaveLength(25);
    expect(data.find(({ calls }) => calls > 0)?.hour).toBe("2026-10-25T03:00:00+02:00");
  });

  it("has 23 hours on a 23-hour day", async () => {
    expect((await reader.hourlyCosts("firm", "2026-03-29")).data).toHaveLength(23);
  });
});

describe("an answer", () => {
  it("says when it was read, in which zone, and how old it is", async () => {
    const first = await reader.currentMonthSpend("firm");
    expect(first).toEqual({
      data: 0,
      asOf: "2026-11-10T22:00:00.000Z",
      timeZone: "Europe/Bucharest",
      cacheAgeMs: 0,
      unpricedCalls: 0,
    });
    now = new Date(now.getTime() + 12_000);
    expect(await reader.currentMonthSpend("firm")).toEqual({ ...first, cacheAgeMs: 12_000 });
  });

  it("is read anew once the firm has another zone, also where its process has not heard", async () => {
    // The same day in both zones.
    const clock = () => new Date("2026-11-11T12:00:00Z");
    const options = { database: ledger.database, cache: createMemoryUsageCache(), clock };
    await call("2026-10-31T22:30:00Z");
    expect((await new UsageReader(options).overview("firm", NOVEMBER)).data.totalCalls).toBe(1);
    await ledger.sql("UPDATE firms SET time_zone = 'UTC'");
    // A reader holds the zone for a second; another one asks for it.
    const answer = await new UsageReader(options).overview("firm", NOVEMBER);
    expect(answer).toMatchObject({ timeZone: "UTC", data: { totalCalls: 0 } });
  });

  it("is read anew after invalidateCache", async () => {
    await service.getCurrentMonthSpend("firm");
    await call("2026-11-05T10:00:00Z", { cost: "10" });
    expect(await service.getCurrentMonthSpend("firm")).toBe(0);
    await service.invalidateCache("firm");
    expect(await service.getCurrentMonthSpend("firm")).toBe(10);
  });
});

describe("an unknown firm", () => {
  it("is a typed error that names it, from every method", async () => {
    for (const ask of [
      () => service.getUsageOverview("nobody"),
      () => service.getDailyCosts("nobody", NOVEMBER),
      () => service.getCostsByFeature("nobody", NOVEMBER),
      () => service.getCostsByUser("nobody", NOVEMBER),
      () => service.getCurrentMonthSpend("nobody"),
      () => service.getProjectedMonthEnd("nobody"),
      () => service.invalidateCache("nobody"),
      () => reader.costsByModel("nobody", NOVEMBER),
      () => reader.hourlyCosts("nobody", "2026-11-01"),
    ]) {
      await expect(ask()).rejects.toMatchObject({
        name: "UsageError",
        code: "firm_not_found",
        message: expect.stringContaining('"nobody"'),
      });
    }
  });
});
