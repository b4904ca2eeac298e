import type { ExploreQueryInput } from "usage-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { exploreSource } from "../src/queries/summed-usage.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const RANGE = { startDate: "2026-11-01", endDate: "2026-11-30" };

let ledger: Ledger;
let reader: UsageReader;
beforeAll(async () => {
  ledger = await openLedger();
  reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache() });
  await ledger.sql("INSERT INTO firms VALUES ('large', 'L', 'UTC'), ('small', 'S', 'UTC')");
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
     SELECT firms.id, model, 'chat', model, 1, 1, 1, true, '2026-11-10' FROM firms, unnest('{a,b}'::text[]) model`,
  );
  await ledger.sql("SELECT * FROM ai_usage_fold(1000)");
  // As many as a test cannot insert.
  await ledger.sql("UPDATE ai_usage_rollup SET calls = 1500000 WHERE firm_id = 'large'");
});
afterAll(() => ledger[Symbol.asyncDispose]());

describe("what explore answers from", () => {
  it.each([
    [[], {}, "day", "total"],
    [[], {}, "hour", "hour"],
    [["user"], {}, "month", "user"],
    [["provider"], { provider: [null] }, undefined, "provider"],
    [["feature", "model"], {}, undefined, "feature_model_provider"],
    [["model"], { feature: ["chat"], provider: ["north"] }, "week", "feature_model_provider"],
    [["model"], { feature: ["chat"] }, "hour", "log"],
    [["user"], {}, "hour", "log"],
    [["user"], { feature: ["chat"] }, "day", "log"],
    [["user", "model"], {}, undefined, "log"],
  ] as const)("by %j with the filters %j, by %s, is %s", (groupBy, filters, granularity, source) => {
    const given = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, [...values]]));
    expect(exploreSource({ groupBy: [...groupBy], filters: given, ...(granularity && { granularity }) })).toBe(source);
  });
});

describe("explore", () => {
  it("refuses to read more single calls than it can in time, and says what to ask instead", async () => {
    const query: ExploreQueryInput = { range: RANGE, groupBy: ["feature"], filters: { user: ["batch"] } };
    await expect(reader.explore("large", query)).resolves.toMatchObject({
      data: { rows: [{ figures: { calls: 2 } }] },
    });
    // 1,500,000 calls of the range, and as many of what it is compared with.
    const range = { startDate: "2026-10-10", endDate: "2026-12-15" };
    await expect(reader.explore("large", { ...query, range })).resolves.toMatchObject({ unpricedCalls: 0 });
    await expect(reader.explore("large", { ...query, range, compareWith: "monthBefore" })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining(
        "3,000,000 calls from 2026-10-10 to 2026-12-15 and from 2026-09-10 to 2026-11-15. Of",
      ),
    });
    await ledger.sql("UPDATE ai_usage_rollup SET calls = 3000000 WHERE firm_id = 'large'");
    const past = { startDate: "2026-10-01", endDate: "2026-10-30" };
    const asked = { ...query, range: past };
    await expect(reader.explore("large", asked)).resolves.toMatchObject({ data: { total: { figures: { calls: 0 } } } });
    // Asked anew, not taken from the cache.
    await expect(reader.explore("large", { ...query, top: 5 })).rejects.toMatchObject({
      code: "invalid_input",
      message:
        "range: there are 3,000,000 calls from 2026-11-01 to 2026-11-30. Of feature and user, each would be read, and at most " +
        "2,000,000 are. Ask for a shorter range; or, by day or longer, for users alone, or for the others without users",
    });
    // How many those of a feature are among them, is not counted: that would read each.
    const ofChat = { ...query, filters: { user: ["batch"], feature: ["chat"] } };
    await expect(reader.explore("large", ofChat)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(reader.explore("small", { ...query, top: 5 })).resolves.toMatchObject({ unpricedCalls: 0 });
    // The few calls of one user are found by an index.
    const ofAna = { ...query, filters: { user: ["ana"] } };
    await expect(reader.explore("large", ofAna)).resolves.toMatchObject({ data: { rows: [] } });
  });

  it.each([
    [
      { range: { startDate: "2026-10-01", endDate: "2026-11-30" }, granularity: "hour" },
      "granularity: hour over 61 days is too fine",
    ],
    [{ range: RANGE, groupBy: ["user", "user"] }, "groupBy: names a dimension twice"],
    [{ range: RANGE, top: 5_001 }, "top: must be at most 5000"],
    [{ range: RANGE, top: 101, granularity: "day" }, "top: must be at most 100 with a granularity"],
    [{ range: RANGE, filters: { feature: [] } }, "filters.feature: is empty"],
    [{ range: RANGE, filters: { colour: ["red"] } }, "colour"],
  ] as const)("refuses %j", async (query, message) => {
    const error = await reader.explore("small", query as unknown as ExploreQueryInput).catch((refused) => refused);
    expect(error).toMatchObject({ code: "invalid_input" });
    expect(error.message).toContain(message);
  });

  it("answers all of many users who came at once, before the database has counted them", async () => {
    await ledger.sql("INSERT INTO firms VALUES ('sudden', 'S', 'UTC')");
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       SELECT 'sudden', day || ' ' || n, 'user-' || n, 'chat', 'a', 1, 1, 1, true, day
         FROM generate_series(1, 5001) n, unnest('{2026-10-20,2026-11-10}'::date[]) day`,
    );
    const query: ExploreQueryInput = { range: RANGE, groupBy: ["user"], top: 5_000, compareWith: "previousPeriod" };
    const { data } = await reader.explore("sudden", query);
    expect(data.rows).toHaveLength(5_000);
    expect(data.rows.every(({ figures, previous }) => figures.calls === 1 && previous?.calls === 1)).toBe(true);
    expect(data.other).toMatchObject({ keys: 1, figures: { calls: 1 }, previous: { calls: 1 } });
  });

  it("keeps the answers to different questions about the same days apart", async () => {
    await ledger.sql("INSERT INTO firms VALUES ('apart', 'A', 'UTC')");
    await ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       SELECT 'apart', id, 'chat', model, 1, 1, cost, true, '2026-11-10'
         FROM (VALUES ('1', 'dear', 3), ('2', 'frequent', 1), ('3', 'frequent', 1)) call (id, model, cost)`,
    );
    let now = Date.now();
    const clock = () => new Date(now);
    const reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache(), clock });
    const base: ExploreQueryInput = { range: RANGE, groupBy: ["model"] };
    const [byModel, byFeature, one] = await Promise.all([
      reader.explore("apart", base),
      reader.explore("apart", { ...base, groupBy: ["feature"] }),
      reader.explore("apart", { ...base, top: 1 }),
    ]);
    expect(byModel.data.rows.map(({ key }) => key)).toEqual([{ model: "dear" }, { model: "frequent" }]);
    expect(byFeature.data.rows.map(({ key }) => key)).toEqual([{ feature: "chat" }]);
    expect(one.data.other).toMatchObject({ keys: 1, figures: { cost: 2 } });
    const others: ExploreQueryInput[] = [
      { ...base, measure: "calls" },
      { ...base, granularity: "day" },
      { ...base, granularity: "week" },
      { ...base, compareWith: "previousPeriod" },
      { ...base, compareWith: "monthBefore" },
      { ...base, filters: { model: ["dear"] } },
    ];
    for (const query of others) {
      const anew = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache(), clock });
      const { data } = await anew.explore("apart", query);
      expect((await reader.explore("apart", query)).data).toEqual(data);
    }
    now += 250;
    const again = await reader.explore("apart", base);
    expect(again).toEqual({ ...byModel, cacheAgeMs: 250 });
  });
});
