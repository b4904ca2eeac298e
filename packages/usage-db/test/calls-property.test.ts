import fc from "fast-check";
import {
  addDays,
  type Call,
  type CallPage,
  type CallsQueryInput,
  type DateRange,
  FINDINGS,
  hoursOf,
  localDayStart,
  type UncachedAnswer,
} from "usage-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { createFirm } from "../src/firms.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

/** Days around changes of clocks, of which the middle one is asked for. */
const STRETCHES: readonly DateRange[] = [
  { startDate: "2026-03-28", endDate: "2026-03-30" },
  { startDate: "2026-04-04", endDate: "2026-04-06" },
  { startDate: "2026-10-24", endDate: "2026-10-26" },
  { startDate: "2026-11-09", endDate: "2026-11-11" },
];
const ZONES = ["Europe/Bucharest", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe", "Atlantic/Azores"];
/** Of equal and of neighbouring costs, to the last decimal that the ledger has. */
const COSTS = [
  "0",
  "0.000000000001",
  "0.1",
  "0.100000000001",
  "0.3",
  "999999999999.999999999998",
  "999999999999.999999999999",
];

interface Sent {
  readonly id: string;
  readonly created_at: string;
  readonly user_id: string | null;
  readonly feature: string;
  readonly model: string;
  readonly provider: string | null;
  readonly cost_eur: string | null;
  readonly success: boolean;
  readonly voided: boolean;
  readonly unpriced_reason: string | null;
  readonly output_tokens: number;
  readonly computed_cost_eur: string | null;
  readonly minutes_late: number;
  /** Of what kinds it has incidents, each twice. */
  readonly incidents: readonly string[];
}

function anyCalls({ startDate, endDate }: DateRange, timeZone: string): fc.Arbitrary<Sent[]> {
  const text = (date: Date, micros: string) => date.toISOString().replace("Z", `${micros}Z`);
  const edges = [startDate, addDays(startDate, 1), endDate, addDays(endDate, 1)].flatMap((date) => {
    const midnight = Date.parse(localDayStart(date, timeZone));
    return [text(new Date(midnight - 1), "999"), text(new Date(midnight), "000")];
  });
  // Few instants, so that many calls share one; some are a microsecond apart.
  const instant = fc.oneof(
    fc.constantFrom(...edges),
    fc
      .tuple(
        fc.date({
          min: new Date(`${startDate}T00:00:00Z`),
          max: new Date(`${endDate}T23:59:59Z`),
          noInvalidDate: true,
        }),
        fc.constantFrom("000", "001", "999"),
      )
      .map(([date, micros]) => text(date, micros)),
  );
  return fc.array(instant, { minLength: 1, maxLength: 12 }).chain((instants) =>
    fc.uniqueArray(
      fc.record({
        // Unlike letters and the halves of an emoji, that an order by language or by UTF-16 would put elsewhere.
        id: fc.oneof(
          fc.stringMatching(/^[aAbBzZșȘ~_-]{1,4}$/),
          fc.constantFrom("\u{1F600}", "\uffee", "é", "e\u0301"),
          fc.uuid(),
        ),
        created_at: fc.constantFrom(...instants),
        user_id: fc.option(fc.constantFrom("ana", "ion"), { nil: null }),
        feature: fc.constantFrom("chat", "search"),
        model: fc.constantFrom("large", "small"),
        provider: fc.option(fc.constantFrom("openai", "house"), { nil: null }),
        cost_eur: fc.option(fc.constantFrom(...COSTS), { nil: null }),
        success: fc.boolean(),
        voided: fc.boolean(),
        unpriced_reason: fc.constantFrom(null, "no_rate", "not_told"),
        output_tokens: fc.constantFrom(0, 3),
        computed_cost_eur: fc.constantFrom(null, "0.3"),
        minutes_late: fc.constantFrom(0, 60, 61),
        incidents: fc.subarray(["conflict", "mismatch"]),
      }),
      { selector: ({ id }) => id, maxLength: 60, size: "max" },
    ),
  );
}

/** Mostly not asked: of all that narrows a question at once, nothing would be left to page through. */
function rarely<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}
function some<Value>(...values: Value[]) {
  return rarely(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }));
}
const maybe = fc.integer({ min: 0, max: 5 }).map((draw) => draw === 0);

function anyQuestion({ startDate, endDate }: DateRange, timeZone: string): fc.Arbitrary<CallsQueryInput> {
  const middle = addDays(startDate, 1);
  const range = fc.constantFrom({ startDate: middle, endDate: middle }, { startDate, endDate: middle });
  const hour = fc.constantFrom(...hoursOf(middle, timeZone).map(({ label }) => label));
  const bound = rarely(fc.constantFrom(...COSTS));
  return fc
    .record({
      range: fc.oneof(range, fc.constant({ startDate, endDate })),
      hour: rarely(hour),
      filters: fc.record({
        feature: some("chat", "search", "never"),
        user: some("batch", "ana", "ion", "nobody"),
        model: some("large", "small"),
        provider: some(null, "openai", "house"),
      }),
      bounds: fc.tuple(bound, bound),
      failedOnly: maybe,
      unpricedOnly: maybe,
      includeVoided: fc.boolean(),
      callId: rarely(fc.constantFrom("a", "A", "\u{1F600}", "_")),
      unpricedReason: rarely(fc.constantFrom("no_rate", "not_told", "too_large")),
      finding: rarely(fc.constantFrom(...FINDINGS)),
      limit: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ bounds: [one, other], ...question }) => {
      if (question.unpricedOnly || question.unpricedReason !== undefined) return question;
      const swapped = one !== undefined && other !== undefined && COSTS.indexOf(one) > COSTS.indexOf(other);
      return { ...question, ...(swapped ? { minCost: other, maxCost: one } : { minCost: one, maxCost: other }) };
    });
}

let ledger: Ledger;
let reader: UsageReader;
beforeAll(async () => {
  ledger = await openLedger();
  await createFirm(ledger.database, { id: "elsewhere", name: "Elsewhere", timeZone: "UTC" });
  reader = new UsageReader({ database: ledger.database, cache: createMemoryUsageCache() });
});
afterAll(() => ledger[Symbol.asyncDispose]());

async function insert(firmId: string, calls: readonly Sent[]): Promise<void> {
  await ledger.sql(
    `WITH sent AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS sent
            (id text, user_id text, feature text, model text, provider text, cost_eur numeric, success boolean,
             created_at timestamptz, voided boolean, unpriced_reason text, output_tokens integer,
             computed_cost_eur numeric, minutes_late integer, incidents text[])
     ), added AS (
       INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, provider, input_tokens, output_tokens, cost_eur,
                                 success, created_at, voided_at, unpriced_reason, computed_cost_eur, recorded_at)
       SELECT $1, id, user_id, feature, model, provider, 0, output_tokens, cost_eur, success, created_at,
              CASE WHEN voided THEN now() END, CASE WHEN cost_eur IS NULL THEN unpriced_reason END,
              CASE WHEN cost_eur IS NOT NULL THEN computed_cost_eur END, created_at + minutes_late * interval '1 minute'
         FROM sent
       ON CONFLICT DO NOTHING
       RETURNING id, created_at
     )
     INSERT INTO ai_usage_incident (firm_id, kind, call_id, content_hash, created_at, details)
     SELECT $1, kind, id, sha256(convert_to(time::text, 'UTF8')), added.created_at + time * interval '1 day', '{}'
       FROM added JOIN sent USING (id), unnest(incidents) kind, generate_series(0, 1) time`,
    [firmId, JSON.stringify(calls)],
  );
  // Another firm's calls of these ids have every kind.
  await ledger.sql(
    `INSERT INTO ai_usage_incident (firm_id, kind, call_id, content_hash, created_at, details)
     SELECT 'elsewhere', kind, id, sha256(''), now(), '{}' FROM unnest($1::text[]) id, unnest('{conflict,mismatch}'::text[]) kind
     ON CONFLICT DO NOTHING`,
    [calls.map(({ id }) => id)],
  );
}

/** The same in plain SQL: the day and hour of every row, and no index. */
async function plainAnswer(firmId: string, asked: CallsQueryInput): Promise<{ id: string; cost: number | null }[]> {
  const { range, hour, filters = {}, minCost, maxCost, failedOnly, unpricedOnly, includeVoided, callId } = asked;
  const { unpricedReason, finding } = asked;
  return ledger.sql(
    `SELECT log.id, cost_eur::float8 AS cost
       FROM ai_usage_log log JOIN firms firm ON firm.id = log.firm_id
      WHERE log.firm_id = $1 AND (log.created_at AT TIME ZONE firm.time_zone)::date BETWEEN $2::date AND $3::date
        AND ($4::timestamptz IS NULL OR date_trunc('hour', log.created_at, firm.time_zone) = $4::timestamptz)
        AND ($5::jsonb IS NULL OR $5::jsonb @> to_jsonb(log.feature))
        AND ($6::jsonb IS NULL OR $6::jsonb @> to_jsonb(coalesce(log.user_id, 'batch')))
        AND ($7::jsonb IS NULL OR $7::jsonb @> to_jsonb(log.model))
        AND ($8::jsonb IS NULL OR $8::jsonb @> coalesce(to_jsonb(log.provider), 'null'))
        AND ($9::numeric IS NULL OR (cost_eur IS NOT NULL AND cost_eur >= $9::numeric))
        AND ($10::numeric IS NULL OR (cost_eur IS NOT NULL AND cost_eur <= $10::numeric))
        AND ($11::boolean IS NOT TRUE OR log.success = false) AND ($12::boolean IS NOT TRUE OR cost_eur IS NULL)
        AND ($13::boolean IS TRUE OR log.voided_at IS NULL)
        AND ($14::text IS NULL OR left(log.id, length($14)) = $14)
        AND ($15::text IS NULL OR (cost_eur IS NULL AND coalesce(unpriced_reason, 'not_told') = $15))
        AND CASE $16::text
              WHEN 'lateCalls' THEN log.recorded_at > log.created_at + interval '1 hour'
              WHEN 'successesWithoutTokens' THEN log.success AND log.input_tokens = 0 AND log.output_tokens = 0
              WHEN 'differingCosts' THEN log.computed_cost_eur IS NOT NULL
              WHEN 'conflicts' THEN (SELECT count(*) FROM ai_usage_incident incident
                                      WHERE (incident.firm_id, call_id, kind) = ($1, log.id, 'conflict')) > 0
              WHEN 'mismatches' THEN (SELECT count(*) FROM ai_usage_incident incident
                                       WHERE (incident.firm_id, call_id, kind) = ($1, log.id, 'mismatch')) > 0
              ELSE true
            END
      ORDER BY log.created_at DESC, convert_to(log.id, 'UTF8') DESC`,
    [
      firmId,
      range.startDate,
      range.endDate,
      hour,
      ...[filters.feature, filters.user, filters.model, filters.provider].map(
        (values) => values && JSON.stringify(values),
      ),
      ...[minCost, maxCost, failedOnly, unpricedOnly, includeVoided, callId, unpricedReason, finding],
    ],
  );
}

it("pages give every call that was there exactly once and in order, whatever comes in between, as plain SQL does", async () => {
  let firms = 0;
  const scenario = fc.tuple(fc.constantFrom(...STRETCHES), fc.constantFrom(...ZONES)).chain(([stretch, timeZone]) =>
    fc.record({
      timeZone: fc.constant(timeZone),
      calls: anyCalls(stretch, timeZone),
      late: fc.array(anyCalls(stretch, timeZone), { maxLength: 6 }),
      asked: anyQuestion(stretch, timeZone),
    }),
  );
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async ({ timeZone, calls, late, asked }) => {
      firms += 1;
      const firmId = `firm-${firms}`;
      await createFirm(ledger.database, { id: firmId, name: firmId, timeZone });
      await insert(firmId, calls);
      const before = await plainAnswer(firmId, asked);
      const got: Call[] = [];
      for (let cursor: string | null = null, page = 0; ; page += 1) {
        const [answer]: readonly [UncachedAnswer<CallPage>, unknown] = await Promise.all([
          reader.calls(firmId, { ...asked, cursor }),
          // Of the same instants and the same ids' letters; what is there already is left alone.
          insert(
            firmId,
            (late[page] ?? []).map((call) => ({ ...call, created_at: calls[page]?.created_at ?? call.created_at })),
          ),
        ]);
        got.push(...answer.data.calls);
        cursor = answer.data.nextCursor;
        if (cursor === null) break;
        expect(answer.data.calls).toHaveLength(asked.limit ?? Number.NaN);
      }
      seen += got.length;
      const were = new Map(before.map(({ id, cost }) => [id, cost]));
      expect(got.filter(({ id }) => were.has(id)).map(({ id }) => id)).toEqual([...were.keys()]);
      // What came in between stands in its place, if it was seen at all.
      const after = await plainAnswer(firmId, asked);
      const ids = new Set(got.map(({ id }) => id));
      expect(ids.size).toBe(got.length);
      expect(got.map(({ id, cost }) => ({ id, cost }))).toEqual(after.filter(({ id }) => ids.has(id)));
    }),
    { numRuns: 100 },
  );
  expect(seen).toBeGreaterThan(100);
});
