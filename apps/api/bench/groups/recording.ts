import { setTimeout } from "node:timers/promises";
import { startTestApi } from "api/testing";
import { ApiKeys, foldAll, saveRates, vacuumDeltas } from "usage-db";
import type { TestPostgres } from "usage-db/testing";
import { idsOf } from "../batches.ts";
import { CallNumbers } from "../call-numbers.ts";
import { createLedger, FIRM_ID } from "../data.ts";
import { sampleCalls } from "../sample-calls.ts";
import { shuffler } from "../shuffler.ts";
import { median, quantile, type Timing, timingOf } from "../statistics.ts";
import { bareInsert } from "../ways/bare-insert.ts";
import { dailyTables } from "../ways/daily-tables.ts";
import { httpWay } from "../ways/http-way.ts";
import type { Way } from "../ways/way.ts";

export interface RecordingRounds {
  readonly rounds: number;
  /** How long each way records in each, in milliseconds. */
  readonly roundMs: number;
  /** Of the load at a steady rate, in milliseconds. */
  readonly steadyMs: number;
}

export const WAYS = ["bare", "procedure", "http", "dailyTables"] as const;
export type WayName = (typeof WAYS)[number];

export interface Recording {
  readonly bursts: readonly Recorded[];
  readonly steady: readonly SteadyLoad[];
}

interface Load {
  /** Calls. */
  readonly batchSize: number;
  /** At work side by side. */
  readonly connections: number;
}

/** As many calls as each way records, of one batch after another. */
interface Recorded extends Load {
  readonly ways: Readonly<Record<WayName, RecordedWay>>;
}

export interface RecordedWay {
  readonly callsPerSecond: number;
  readonly batch: Timing;
  /** To the bare insert of the same round: the median of the rounds' ratios. */
  readonly toBare: number;
}

/** Batches that come when it is their time, whether or not those before are done. */
interface SteadyLoad extends Load {
  readonly way: WayName;
  readonly callsPerSecond: number;
  readonly batch: Timing;
  readonly p99: number;
}

const USERS = 50;
const CONNECTIONS = 8;
const BATCH_SIZES = [1, 100, 1_000];
const LOADS: readonly Load[] = BATCH_SIZES.flatMap((batchSize) =>
  [1, CONNECTIONS].map((connections) => ({ batchSize, connections })),
);
const STEADY = { batchSize: 100, connections: CONNECTIONS, callsPerSecond: 10_000 };

/** Records the same calls over HTTP, into a server of its own process, and in two ways of SQL, in turn. */
export async function measureRecording(
  postgres: TestPostgres,
  plan: RecordingRounds,
  update: (state: string) => void,
): Promise<Recording> {
  const { connectionString, database, cache } = await createLedger(postgres, USERS);
  const now = new Date();
  await saveRates(database, [{ currency: "USD", date: "2026-01-02", rate: "1.1721" }]);
  const { key } = await new ApiKeys({ database }).create(
    { firmId: FIRM_ID, name: "bench", scopes: ["ingest"] },
    "bench",
  );
  const variables = { DATABASE_URL: connectionString, AUTH_SECRET: "of the bench alone, which tells nobody" };
  // A process of its own: the load takes its cores, but never its thread.
  await using server = await startTestApi(variables);
  const samples = sampleCalls(now);
  const overHttp = (path: string, around: readonly [string, string]) =>
    httpWay({ url: `${server.url}${path}`, apiKey: key, samples, around, connections: CONNECTIONS });
  const procedure = overHttp("/trpc/ingest.record", [`{"firmId":"${FIRM_ID}","calls":`, "}"]);
  const numbers = new CallNumbers();
  // What the server makes of the samples is what the bare insert then writes.
  const sent = numbers.next(samples.length);
  await procedure.record(0, sent);
  const ways: Readonly<Record<WayName, Way>> = {
    bare: await bareInsert(connectionString, idsOf(sent), CONNECTIONS),
    procedure,
    http: overHttp("/v1/usage", ["", ""]),
    dailyTables: await dailyTables(connectionString, samples, CONNECTIONS),
  };
  try {
    const bursts = await measureBursts(ways, numbers, plan, update);
    const steady: SteadyLoad[] = [];
    for (const way of ["procedure", "http"] as const) {
      // What the load before left to fold is not this one's.
      await foldAll(database, cache);
      await vacuumDeltas(database);
      update(`${STEADY.callsPerSecond} calls a second`);
      steady.push({ ...STEADY, way, ...(await runSteadily(ways[way], numbers, plan.steadyMs)) });
    }
    return { bursts, steady };
  } finally {
    await Promise.all(Object.values(ways).map((way) => way.close()));
    await database.close();
  }
}

interface Burst {
  readonly callsPerSecond: number;
  readonly batchMs: readonly number[];
}

async function measureBursts(
  ways: Readonly<Record<WayName, Way>>,
  numbers: CallNumbers,
  { rounds, roundMs }: RecordingRounds,
  update: (state: string) => void,
): Promise<Recorded[]> {
  const shuffle = shuffler();
  const measured = LOADS.map((load) => ({ load, rounds: [] as Record<WayName, Burst>[] }));
  // The first one compiles code and caches plans.
  for (let round = 0; round <= rounds; round++) {
    for (const { load, rounds: counted } of shuffle(measured)) {
      update(`${load.batchSize} a batch, ${load.connections} connections, round ${round} of ${rounds}`);
      const bursts: Partial<Record<WayName, Burst>> = {};
      for (const name of shuffle(WAYS)) bursts[name] = await runBurst(ways[name], load, numbers, roundMs);
      if (round > 0) counted.push(bursts as Record<WayName, Burst>);
    }
  }
  return measured.map(({ load, rounds: counted }) => ({
    ...load,
    ways: Object.fromEntries(WAYS.map((name) => [name, recordedWay(name, counted)])) as Record<WayName, RecordedWay>,
  }));
}

function recordedWay(name: WayName, rounds: readonly Readonly<Record<WayName, Burst>>[]): RecordedWay {
  const bursts = rounds.map((round) => round[name]);
  return {
    callsPerSecond: median(bursts.map(({ callsPerSecond }) => callsPerSecond)),
    batch: timingOf(bursts.flatMap(({ batchMs }) => batchMs)),
    toBare: median(rounds.map((round) => round[name].callsPerSecond / round.bare.callsPerSecond)),
  };
}

/** One batch after another over each connection. */
async function runBurst(
  way: Way,
  { batchSize, connections }: Load,
  numbers: CallNumbers,
  forMs: number,
): Promise<Burst> {
  numbers.align();
  const batchMs: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() - start < forMs) {
        const sent = performance.now();
        await way.record(connection, numbers.next(batchSize));
        batchMs.push(performance.now() - sent);
      }
    }),
  );
  const calls = batchMs.length * batchSize;
  return { callsPerSecond: (calls / (performance.now() - start)) * 1000, batchMs };
}

/** A batch whenever it is its time; it waits while all connections are at work, and that counts. */
async function runSteadily(way: Way, numbers: CallNumbers, forMs: number): Promise<{ batch: Timing; p99: number }> {
  numbers.align();
  const everyMs = (STEADY.batchSize / STEADY.callsPerSecond) * 1000;
  const batches = Math.floor(forMs / everyMs);
  const batchMs: number[] = [];
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: STEADY.connections }, async (_, connection) => {
      while (next < batches) {
        const due = start + everyMs * next++;
        await setTimeout(Math.max(0, due - performance.now()));
        await way.record(connection, numbers.next(STEADY.batchSize));
        batchMs.push(performance.now() - due);
      }
    }),
  );
  return { batch: timingOf(batchMs), p99: quantile(batchMs, 0.99) };
}
