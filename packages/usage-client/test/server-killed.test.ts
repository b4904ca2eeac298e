import { setTimeout as sleep } from "node:timers/promises";
import { startTestApi } from "api/testing";
import fc from "fast-check";
import { addDays, localDayAt, money, sum, toNumber } from "usage-core";
import { AIUsageService, createMemoryUsageCache, Database, reconcile } from "usage-db";
import { runSql } from "usage-db/testing";
import { expect, it, onTestFailed, vi } from "vitest";
import { UsageRecorder } from "../src/usage-recorder.ts";
import { type BusyService, type CallShape, runBusyService } from "./support/busy-service.ts";
import { logbook } from "./support/logbook.ts";
import { type RealLedger, startRealLedger } from "./support/real-ledger.ts";
import { requestsSent } from "./support/requests-sent.ts";

const KILLS = 50;
const BATCH_SIZE = 50;
/** Each start of the server takes a second, on a busy machine several. */
const TIMEOUT_MS = 900_000;
const DAY_MS = 86_400_000;

const anyShape: fc.Arbitrary<CallShape> = fc.record({
  userId: fc.constantFrom(null, "ana", "dan", "ioana"),
  feature: fc.constantFrom("assistant_chat", "search", "summaries"),
  model: fc.constantFrom("gpt-4o", "claude-sonnet-4-5", "house-model"),
  inputTokens: fc.nat(200_000),
  outputTokens: fc.nat(20_000),
  costEur: fc.nat().map((trillionths) => money(trillionths).div(1e12).toFixed()),
  success: fc.boolean(),
  // Over many hours and days, so that many sums are at stake.
  createdAt: fc.integer({ min: DAY_MS, max: 9 * DAY_MS }).map((ageMs) => new Date(Date.now() - ageMs).toISOString()),
});

/**
 * When the server is killed: so many milliseconds after so many requests reached it. Its first ones take half a second, since
 * it opens its connections and reads prices and keys; so some kills come before anything is in the ledger.
 */
const anyMoment = fc.noBias(
  fc.record({ requests: fc.integer({ min: 1, max: 16 }), delayMs: fc.integer({ min: 0, max: 20 }) }),
);

it(`has each call in the ledger once, and every one that was acknowledged, though the server is killed ${KILLS} times`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const seed = Date.now() % 2 ** 31;
  onTestFailed(() => console.error(`The calls and the moments of the kills are those of the seed ${seed}.`));
  await using ledger = await startRealLedger();
  await using api = await startTestApi(ledger.variables);
  const shapes = fc.sample(anyShape, { seed, numRuns: 500 });
  const service = (name: string) => {
    const { apiKey } = ledger;
    const options = { url: api.url, apiKey, logger: logbook(), batchSize: BATCH_SIZE, timeoutMs: 60_000 };
    return runBusyService(new UsageRecorder(options), { name, shapes, backlog: 4 * BATCH_SIZE });
  };
  await using first = service("first");
  await using second = service("second");
  await using third = service("third");
  await using fourth = service("fourth");
  const services = [first, second, third, fourth];

  /** Of calls that went in although their recorder was not told: only what it tries again tells it. */
  const lostAnswers = new Set<string>();
  for (const { requests, delayMs } of fc.sample(anyMoment, { seed, numRuns: KILLS })) {
    const atWork = requestsSent(requests);
    hurry(services);
    await atWork;
    await sleep(delayMs);
    await api.kill();

    await sessionsEnded(ledger);
    const states = services.map(({ settled }) => settled());
    const recorded = await recordedIds(ledger);
    const acknowledged = states.flatMap((state) => state.acknowledged.map(({ id }) => id));
    expect(acknowledged.filter((id) => !recorded.has(id))).toEqual([]);
    const open = states.flatMap((state) => state.open.map(({ id }) => id));
    for (const id of open.filter((id) => recorded.has(id))) lostAnswers.add(id);
    await api.restart();
  }
  await Promise.all(services.map(({ stop }) => stop()));
  await Promise.all(services.map(({ recorder }) => recorder.flush({ timeoutMs: 60_000 })));

  const stats = services.map(({ recorder }) => recorder.stats());
  expect(stats.map(({ recorded, duplicates }) => recorded + duplicates)).toEqual(
    services.map(({ calls }) => calls.length),
  );
  const troubles = { conflicts: 0, rejected: 0, dropped: 0, pending: 0 };
  expect(stats).toMatchObject(services.map(() => troubles));
  await expectExactly(services, ledger);

  // A kill that always came before the commit, or after the answer, would have shown little.
  expect(stats.map(({ retried }) => retried).filter((retried) => retried === 0)).toEqual([]);
  expect(lostAnswers.size).toBeGreaterThan(0);
  const duplicates = stats.reduce((total, recorder) => total + recorder.duplicates, 0);
  expect(duplicates).toBeGreaterThanOrEqual(lostAnswers.size);
});

/** Cuts short the recorders' waits for their next try, which would make this test minutes long. */
function hurry(services: readonly BusyService[]): void {
  for (const { recorder } of services) void recorder.flush();
}

/** What a killed server asked PostgreSQL for still ends, in a commit or not. */
async function sessionsEnded({ connectionString }: RealLedger): Promise<void> {
  const others = `SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  await vi.waitFor(async () => expect(await runSql(connectionString, others)).toEqual([]), {
    timeout: 60_000,
    interval: 10,
  });
}

async function recordedIds({ connectionString }: RealLedger): Promise<ReadonlySet<unknown>> {
  const rows = await runSql(connectionString, "SELECT id FROM ai_usage_log");
  return new Set(rows.map(({ id }) => id));
}

/** Fails unless the services' calls are in the ledger and in every figure: no other, none twice, none changed. */
async function expectExactly(services: readonly BusyService[], ledger: RealLedger): Promise<void> {
  const calls = services.flatMap((service) => service.calls);
  const rows = await runSql(
    ledger.connectionString,
    "SELECT id, trim_scale(cost_eur)::text AS cost, input_tokens + output_tokens AS tokens FROM ai_usage_log",
  );
  const inLedger = rows.map(({ id, cost, tokens }) => `${id}: ${tokens} tokens, ${cost} EUR`);
  const made = calls.map((call) => `${call.id}: ${call.inputTokens + call.outputTokens} tokens, ${call.costEur} EUR`);
  expect(inLedger.sort()).toEqual(made.sort());

  const database = new Database({ connectionString: ledger.connectionString });
  try {
    const usage = new AIUsageService({ database, cache: createMemoryUsageCache() });
    const today = localDayAt(Date.now(), ledger.timeZone).date;
    const overview = await usage.getUsageOverview(ledger.firmId, { startDate: addDays(today, -14), endDate: today });
    expect(overview).toMatchObject({
      totalCalls: calls.length,
      totalTokens: calls.reduce((tokens, call) => tokens + call.inputTokens + call.outputTokens, 0),
      totalCost: toNumber(sum(calls.map(({ costEur }) => money(costEur ?? 0)))),
    });
    expect((await reconcile(database)).differences).toEqual([]);
  } finally {
    await database.close();
  }
}
