import fc from "fast-check";
import {
  addDays,
  comparisonRange,
  type DateRange,
  DIMENSIONS,
  type Dimension,
  type Explore,
  type ExploreFigures,
  type ExploreQuery,
  GRANULARITIES,
  localDayStart,
  MAX_SERIES,
  MEASURES,
  type Money,
  money,
  sum,
  toNumber,
} from "usage-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

/*
 * Ledgers of random calls around a change of clocks, partly folded, asked at random: every answer must equal what the plain
 * SQL on the log says, in every zone.
 */

/** A zone with 23- and 25-hour days, one whose clocks change by half an hour, and one that is never on a full hour. */
const ZONES = ["Europe/Bucharest", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"];
/** Both changes of clocks of 2026 lie inside, in each of the zones. */
const FIRST = "2026-03-20";
const LAST = "2026-11-05";
const CHANGES = ["2026-03-29", "2026-04-05", "2026-09-27", "2026-10-04", "2026-10-25"];

const anyInstant = fc.oneof(
  fc.date({ min: new Date(`${FIRST}T00:00:00Z`), max: new Date(`${LAST}T23:59:59Z`), noInvalidDate: true }),
  // Within the day and a half before a change's date ends.
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -18 * 60, max: 24 * 60 }))
    .map(([date, minutes]) => new Date(Date.parse(date) + minutes * 60_000)),
  // The first instants of a day and of the next one.
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.constantFrom(0, 1), fc.constantFrom(...ZONES))
    .map(([date, days, zone]) => new Date(localDayStart(addDays(date, days), zone))),
);
/** Of names that an order by language would put elsewhere than one by bytes. */
const anyCall = fc.record({
  user: fc.option(fc.constantFrom("ana", "ion", "Țaru", "Zoe"), { nil: null }),
  feature: fc.constantFrom("chat", "Search", "brief"),
  model: fc.constantFrom("Small", "large"),
  provider: fc.option(fc.constantFrom("north", "south"), { nil: null }),
  input: fc.integer({ min: 0, max: 1_000 }),
  output: fc.integer({ min: 0, max: 1_000 }),
  cost: fc.option(
    fc.integer({ min: 0, max: 3_000 }).map((nanos) => `${nanos}e-9`),
    { nil: null },
  ),
  success: fc.boolean(),
  voided: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  at: anyInstant.map((date) => date.toISOString()),
});
type Call = typeof anyCall extends fc.Arbitrary<infer T> ? T : never;

const anyDay = fc.oneof(
  fc.constantFrom(...CHANGES),
  fc
    .integer({ min: 0, max: 230 })
    .map((days) => new Date(Date.parse(FIRST) + days * 86_400_000).toISOString().slice(0, 10)),
);
function anyRange(longest: number): fc.Arbitrary<DateRange> {
  return fc
    .tuple(anyDay, fc.oneof(fc.constant(0), fc.integer({ min: 0, max: longest - 1 })))
    .map(([startDate, days]) => ({
      startDate,
      endDate: new Date(Date.parse(startDate) + days * 86_400_000).toISOString().slice(0, 10),
    }));
}
const some = <Value>(...values: Value[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
/** One dimension alone is what most ask for, and has sources of its own. */
const anyGrouping: fc.Arbitrary<Dimension[]> = fc.oneof(
  fc.constantFrom(...DIMENSIONS).map((dimension) => [dimension]),
  fc.shuffledSubarray([...DIMENSIONS]),
);
const anyFilters = fc.oneof(
  fc.constant({}),
  fc.record({
    feature: some("chat", "brief", "none such"),
    user: some("ana", "Țaru", "batch"),
    model: some("large"),
    provider: some("north", null),
  }),
);
const anyQuery: fc.Arbitrary<ExploreQuery> = fc
  .option(fc.constantFrom(...GRANULARITIES), { nil: undefined })
  .chain((granularity) =>
    fc.record({
      range: anyRange(granularity === "hour" ? 31 : 250),
      granularity: fc.constant(granularity),
      groupBy: anyGrouping,
      filters: anyFilters,
      // More than a series may have are found in another way.
      top: granularity === undefined ? fc.constantFrom(1, 2, 5, 100, MAX_SERIES + 1) : fc.constantFrom(1, 2, 5, 100),
      measure: fc.constantFrom(...MEASURES),
      compareWith: fc.constantFrom(undefined, "previousPeriod", "monthBefore"),
    }),
  )
  .map(({ filters, granularity, compareWith, ...query }) => ({
    ...query,
    ...(granularity && { granularity }),
    ...(compareWith && { compareWith }),
    filters: Object.fromEntries(Object.entries(filters).filter(([, values]) => values !== undefined)),
  }));

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  for (const [index, zone] of ZONES.entries()) {
    await ledger.sql("INSERT INTO firms VALUES ($1, $1, $2)", [`firm-${index}`, zone]);
    await ledger.sql("INSERT INTO users VALUES ($1, 'ana', 'Ana of ' || $1)", [`firm-${index}`]);
  }
});
afterAll(() => ledger[Symbol.asyncDispose]());

async function record(calls: readonly Call[], from: number): Promise<void> {
  await ledger.sql(
    `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, provider, input_tokens, output_tokens, cost_eur, success,
                               created_at, voided_at)
     SELECT firm.id, $1 || '-' || number, "user", feature, model, provider, input, output, cost, success, at,
            CASE WHEN voided THEN now() END
       FROM firms firm,
            ROWS FROM (jsonb_to_recordset($2) AS ("user" text, feature text, model text, provider text, input bigint, output bigint,
                                                  cost numeric, success boolean, voided boolean, at timestamptz))
            WITH ORDINALITY AS call ("user", feature, model, provider, input, output, cost, success, voided, at, number)`,
    [from, JSON.stringify(calls)],
  );
}

interface Sums {
  readonly calls: number;
  readonly failedCalls: number;
  readonly unpricedCalls: number;
  readonly tokens: number;
  readonly cost: Money;
}
type Found = Sums & { readonly bucket: string; readonly key: Readonly<Record<Dimension, string | null>> };

/** The plain SQL on the log: each combination of all dimensions by local bucket. */
async function fromLog(firmId: string, query: ExploreQuery, { startDate, endDate }: DateRange): Promise<Found[]> {
  const piece = {
    hour: `to_char(date_trunc('hour', created_at, time_zone) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
    day: "local::date::text",
    week: "greatest(date_trunc('week', local)::date, $2::date)::text",
    month: "greatest(date_trunc('month', local)::date, $2::date)::text",
  };
  const rows = await ledger.sql(
    `SELECT ${query.granularity === undefined ? "''" : piece[query.granularity]} AS bucket,
            feature, coalesce(user_id, 'batch') AS "user", model, provider,
            count(*)::integer AS calls, (count(*) FILTER (WHERE NOT success))::integer AS failed,
            (count(*) FILTER (WHERE cost_eur IS NULL))::integer AS unpriced,
            sum(input_tokens + output_tokens)::integer AS tokens, coalesce(sum(cost_eur), 0)::text AS cost
       FROM ai_usage_log JOIN firms ON firms.id = firm_id, LATERAL (SELECT created_at AT TIME ZONE time_zone AS local) at
      WHERE firm_id = $1 AND voided_at IS NULL AND local::date BETWEEN $2 AND $3
      GROUP BY 1, 2, 3, 4, 5`,
    [firmId, startDate, endDate],
  );
  return rows
    .map(({ bucket, feature, user, model, provider, calls, failed, unpriced, tokens, cost }) => ({
      bucket,
      key: { feature, user, model, provider },
      calls,
      failedCalls: failed,
      unpricedCalls: unpriced,
      tokens,
      cost: money(cost),
    }))
    .filter(({ key }) =>
      DIMENSIONS.every((name) => (query.filters[name] as unknown[] | undefined)?.includes(key[name]) ?? true),
    );
}

function figuresOf(rows: readonly Sums[]): ExploreFigures {
  const add = (field: Exclude<keyof Sums, "cost">) => rows.reduce((total, row) => total + row[field], 0);
  return {
    cost: toNumber(sum(rows.map(({ cost }) => cost))),
    tokens: add("tokens"),
    calls: add("calls"),
    unpricedCalls: add("unpricedCalls"),
    failedCalls: add("failedCalls"),
  };
}

function userNameOf(user: string | null, firmId: string): string | null {
  if (user === "batch") return "Procese automate";
  return user === "ana" ? `Ana of ${firmId}` : user;
}

/** What the answer must be, from the plain rows: ranked, cut and summed here, with nothing of what is tested. */
function expected(
  firmId: string,
  query: ExploreQuery,
  current: readonly Found[],
  previous: readonly Found[] | null,
  buckets: readonly string[],
) {
  const nameOf = ({ key }: Found) => JSON.stringify(query.groupBy.map((name) => key[name]));
  const part = (isPart: (row: Found) => boolean) => {
    const rows = current.filter(isPart);
    return {
      figures: figuresOf(rows),
      previous: previous === null ? null : figuresOf(previous.filter(isPart)),
      series:
        query.granularity === undefined
          ? []
          : buckets.map((at) => figuresOf(rows.filter(({ bucket }) => bucket === at))),
    };
  };
  const byName = new Map<string, Found[]>();
  for (const row of current) byName.set(nameOf(row), [...(byName.get(nameOf(row)) ?? []), row]);
  const measured = (rows: readonly Found[]) => {
    const figures = figuresOf(rows);
    return query.measure === "cost" ? sum(rows.map(({ cost }) => cost)) : money(figures[query.measure]);
  };
  const text = (value: string | null) => Buffer.from(value ?? "");
  const keys = [...byName.values()].sort((a, b) => {
    const byMeasure =
      measured(b).cmp(measured(a)) ||
      b.reduce((n, { calls }) => n + calls, 0) - a.reduce((n, { calls }) => n + calls, 0);
    if (byMeasure !== 0) return byMeasure;
    const [first, second] = [a[0]?.key, b[0]?.key];
    for (const name of query.groupBy) {
      const order = Buffer.compare(text(first?.[name] ?? null), text(second?.[name] ?? null));
      if (order !== 0) return order;
    }
    return 0;
  });
  const top = query.groupBy.length === 0 ? [] : keys.slice(0, query.top);
  const names = new Set(top.map(([row]) => row && nameOf(row)));
  const isOther = (row: Found) => !names.has(nameOf(row));
  const hasOther = query.groupBy.length > 0 && (current.some(isOther) || (previous ?? []).some(isOther));
  return {
    rows: top.map(([row]) => ({
      key: Object.fromEntries(query.groupBy.map((name) => [name, row?.key[name]])),
      userName: query.groupBy.includes("user") ? row && userNameOf(row.key.user, firmId) : undefined,
      ...part((other) => row !== undefined && nameOf(other) === nameOf(row)),
    })),
    other: hasOther ? { ...part(isOther), keys: keys.length - top.length } : null,
    total: part(() => true),
  };
}

/** An hour's start as the plain SQL writes it. */
function instantOf(label: string): string {
  return new Date(label).toISOString().replace(".000Z", "Z");
}

/** Counts to the last one; costs as far as doubles can: they are exact before they are made such. */
function expectToAddUp({ rows, other, total }: Explore): void {
  const parts = other === null ? rows : [...rows, other];
  for (const field of ["calls", "tokens", "failedCalls", "unpricedCalls", "cost"] as const) {
    const add = (figures: readonly ExploreFigures[]) => figures.reduce((sum, { [field]: value }) => sum + value, 0);
    if (parts.length > 0) {
      expect(add(parts.map(({ figures }) => figures))).toBeCloseTo(total.figures[field], 12);
      expect(add(parts.flatMap(({ previous }) => previous ?? []))).toBeCloseTo(total.previous?.[field] ?? 0, 12);
    }
    for (const part of [...parts, total]) {
      if (part.series.length > 0) expect(add(part.series)).toBeCloseTo(part.figures[field], 12);
    }
  }
  if (total.figures.cost > 0 && parts.length > 0) {
    expect(parts.reduce((sum, { percentOfTotal }) => sum + percentOfTotal, 0)).toBeCloseTo(100, 9);
  }
}

describe("explore", () => {
  it("equals the plain SQL on the log, whatever is asked, and adds up", async () => {
    let batch = 0;
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(anyCall, { minLength: 1, maxLength: 40 }),
          fc.array(anyCall, { maxLength: 20 }),
          fc.array(anyQuery, { minLength: 12, maxLength: 12 }),
          async (folded, unfolded, queries) => {
            await record(folded, ++batch);
            await ledger.sql("SELECT * FROM ai_usage_fold(1000000)");
            await record(unfolded, ++batch);
            const reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache() });
            for (const [index, query] of queries.entries()) {
              const zone = index % ZONES.length;
              const firmId = `firm-${zone}`;
              const { data, timeZone } = await reader.explore(firmId, query);
              expect(timeZone).toBe(ZONES[zone]);
              const previousRange = query.compareWith ? comparisonRange(query.range, query.compareWith) : null;
              const current = await fromLog(firmId, query, query.range);
              const previous = previousRange && (await fromLog(firmId, query, previousRange));
              const buckets = data.buckets.map(({ start }) =>
                query.granularity === "hour" ? instantOf(start) : start,
              );
              const { rows, other, total } = data;
              expect({
                rows: rows.map(({ percentOfTotal, ...row }) => row),
                other: other && { ...other, percentOfTotal: undefined },
                total,
              }).toEqual(expected(firmId, query, current, previous, buckets));
              expect(data.previousRange).toEqual(previousRange);
              expectToAddUp(data);
            }
          },
        )
        .afterEach(async () => {
          await ledger.sql("DELETE FROM ai_usage_log");
          await ledger.sql("SELECT * FROM ai_usage_fold(1000000)");
        }),
      { numRuns: 60 },
    );
    // Of a busy machine: it takes a third of a minute on its own.
  }, 240_000);
});
