import fc from "fast-check";
import {
  type AggregatedFields,
  aggregateLogs,
  type DateRange,
  dailyCosts,
  featureCosts,
  hourlyCosts,
  localDayAt,
  modelCosts,
  monthProgress,
  projectedMonthEnd,
  projectionRange,
  projectionUnpricedCalls,
  spendWithin,
  toNumber,
  usageOverview,
  userCosts,
} from "usage-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AIUsageService } from "../src/ai-usage-service.ts";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { createFirm, saveUsers } from "../src/firms.ts";
import { insertUsageLogs } from "../src/usage-logs.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";
import { originalAnswers } from "./support/original-sql.ts";

/** Stretches of days around what goes wrong: clocks forward and back, a month's end, a year's end. */
const STRETCHES: readonly DateRange[] = [
  { startDate: "2026-03-06", endDate: "2026-03-10" },
  { startDate: "2026-03-27", endDate: "2026-04-06" },
  { startDate: "2026-09-25", endDate: "2026-10-02" },
  { startDate: "2026-10-23", endDate: "2026-11-03" },
  { startDate: "2026-12-28", endDate: "2027-01-03" },
];
const ZONES = ["Europe/Bucharest", "Asia/Kathmandu", "Pacific/Chatham", "America/New_York"];
const NAMES = new Map([
  ["ana", "First User"],
  ["ion", "Al doilea, cu ș și ț"],
]);

function anyLogs({ startDate, endDate }: DateRange): fc.Arbitrary<(AggregatedFields & { id: string })[]> {
  const from = new Date(`${startDate}T00:00:00Z`);
  const to = new Date(`${endDate}T23:59:59Z`);
  return fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      userId: fc.option(fc.constantFrom("ana", "ion", "unknown"), { nil: null }),
      feature: fc.constantFrom("assistant_chat", "search_index", "weekly_digest"),
      model: fc.constantFrom("gpt-4o", "claude-sonnet-4-5"),
      inputTokens: fc.integer({ min: 0, max: 2_000_000 }),
      outputTokens: fc.integer({ min: 0, max: 100_000 }),
      costEur: fc.option(
        fc
          .tuple(fc.nat({ max: 99 }), fc.nat({ max: 999_999_999_999 }))
          .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(12, "0")}`),
        { nil: null },
      ),
      success: fc.boolean(),
      createdAt: fc.date({ min: from, max: to, noInvalidDate: true }).map((date) => date.toISOString()),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 80 },
  );
}

const anyCase = fc.constantFrom(...STRETCHES).chain((stretch) =>
  fc.record({
    stretch: fc.constant(stretch),
    zone: fc.constantFrom(...ZONES),
    logs: anyLogs(stretch),
    folded: fc.nat({ max: 200 }),
    // The present: any moment of the stretch, the first day of a month too.
    asOf: fc.date({
      min: new Date(`${stretch.startDate}T12:00:00Z`),
      max: new Date(`${stretch.endDate}T12:00:00Z`),
      noInvalidDate: true,
    }),
  }),
);

describe.each(["UTC", "Pacific/Chatham", "America/St_Johns"])("on a server whose zone is %s", (serverZone) => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger({ serverZone });
  });
  afterAll(() => ledger[Symbol.asyncDispose]());

  it("every service method equals aggregateLogs and the original SQL", async () => {
    let firms = 0;
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ stretch, zone, logs, folded, asOf }) => {
        firms += 1;
        const firmId = `firm-${firms}`;
        const { database } = ledger;
        await createFirm(database, { id: firmId, name: "Firm", timeZone: zone });
        await saveUsers(
          database,
          firmId,
          [...NAMES].map(([id, name]) => ({ id, name })),
        );
        await insertUsageLogs(database, firmId, logs);
        await ledger.sql("SELECT * FROM ai_usage_fold($1)", [folded]);

        const options = { database, cache: createMemoryUsageCache(), clock: () => asOf };
        const service = new AIUsageService(options);
        const reader = new UsageReader(options);
        const [overview, days, features, users, spend, projection, models, hours] = await Promise.all([
          service.getUsageOverview(firmId, stretch),
          service.getDailyCosts(firmId, stretch),
          service.getCostsByFeature(firmId, stretch),
          service.getCostsByUser(firmId, stretch),
          service.getCurrentMonthSpend(firmId),
          service.getProjectedMonthEnd(firmId),
          reader.costsByModel(firmId, stretch),
          reader.hourlyCosts(firmId, stretch.startDate),
        ]);

        const rows = aggregateLogs(logs, zone, stretch);
        const month = monthProgress(localDayAt(asOf.getTime(), zone), asOf.getTime());
        const monthRows = aggregateLogs(logs, zone, projectionRange(month)).days;
        const monthToDate = { startDate: month.firstDay, endDate: month.today };
        const firstDay = aggregateLogs(logs, zone, { startDate: stretch.startDate, endDate: stretch.startDate });
        expect(overview).toEqual({
          ...usageOverview(rows.days, stretch, month),
          projectedMonthEnd: toNumber(projectedMonthEnd(monthRows, month)),
          projectionUnpricedCalls: projectionUnpricedCalls(monthRows, month),
        });
        expect(days).toEqual(dailyCosts(rows.days, stretch));
        expect(features).toEqual(featureCosts(rows.features));
        expect(users).toEqual(userCosts(rows.users, NAMES));
        expect(models.data).toEqual(modelCosts(rows.models));
        expect(hours.data).toEqual(hourlyCosts(firstDay.hours, stretch.startDate, zone));
        expect(spend).toBe(toNumber(spendWithin(monthRows, monthToDate)));
        expect(projection).toBe(overview.projectedMonthEnd);
        expect((await reader.projectedMonthEnd(firmId)).unpricedCalls).toBe(overview.projectionUnpricedCalls);
        const unpriced = logs.filter(({ costEur }) => costEur === null).length;
        expect((await reader.overview(firmId, { startDate: "2026-01-01", endDate: "2027-01-31" })).unpricedCalls).toBe(
          unpriced,
        );

        const original = await originalAnswers(ledger, firmId, stretch);
        expect({
          totalCost: overview.totalCost,
          totalTokens: overview.totalTokens,
          totalCalls: overview.totalCalls,
          unpricedCalls: overview.unpricedCalls,
          successRate: overview.successRate,
        }).toEqual(original.overview);
        expect(days.filter(({ calls }) => calls > 0)).toEqual(original.days);
        expect(features.map(({ featureName: _name, percentOfTotal: _share, ...figures }) => figures)).toEqual(
          original.features,
        );
        expect(users).toEqual(original.users);
      }),
      { numRuns: 40 },
    );
  });
});
