import { SPANS } from "./data.ts";
import { growthOf, toSelect1 } from "./groups/reads.ts";
import type { WayName } from "./groups/recording.ts";
import type { RangedMethod } from "./questions.ts";
import type { Results } from "./results.ts";
import { count, figure, percent, times } from "./table.ts";

/** A promise of the service and what was measured of it, the worst where it is about several figures. */
export interface Verdict {
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const MOST_TO_SELECT_1 = 3;
const MOST_GROWTH = 1.3;
const LEAST_SPEED_UP = 100;
const MOST_TRIGGER_COST = 0.3;
const MOST_TO_GET = 2;
const LEAST_TO_BARE_INSERT = 0.5;
const LEAST_CALLS_PER_SECOND = 20_000;
const MOST_P99_MS = 100;
const MOST_PAGE_MS = 100;

const SMALL = 10_000;
const LARGE = 1_000_000;
/** What a dashboard opens with: these do not grow with the ledger. */
const FLAT: readonly RangedMethod[] = ["getUsageOverview", "getDailyCosts", "getCostsByFeature"];

/** One verdict a target; none on a target whose ledger this run did not load. */
export function judge(results: Results): Verdict[] {
  return [
    ...overviewToSelect1(results),
    ...growth(results),
    ...speedUp(results),
    ...cached(results),
    ...pages(results),
    ...triggers(results),
    ...recording(results),
    ...steadyRecording(results),
  ];
}

function overviewToSelect1({ reads }: Results): Verdict[] {
  const overviews = reads.filter(({ question }) => question.method === "getUsageOverview" && question.span === 31);
  return overviews.map((read) => ({
    target: `getUsageOverview of 31 days, uncached, ${count(read.ledger.rows)} calls: at most ${MOST_TO_SELECT_1}x SELECT 1`,
    measured: times(toSelect1(read)),
    isMet: toSelect1(read) <= MOST_TO_SELECT_1,
  }));
}

function growth({ reads }: Results): Verdict[] {
  return FLAT.flatMap((method) => {
    const grown = SPANS.flatMap((span) => {
      const [small, large] = [SMALL, LARGE].map((rows) =>
        reads.find(
          ({ ledger, question }) => ledger.rows === rows && question.method === method && question.span === span,
        ),
      );
      return small && large ? [{ span, ratio: growthOf(small, large) }] : [];
    });
    const worst = grown.reduce<(typeof grown)[number] | undefined>(
      (most, next) => (most === undefined || next.ratio > most.ratio ? next : most),
      undefined,
    );
    if (worst === undefined) return [];
    return [
      {
        target: `${method} from ${count(SMALL)} to ${count(LARGE)} calls: grows at most ${MOST_GROWTH}x`,
        measured: `${times(worst.ratio)} (${worst.span} days, the most)`,
        isMet: worst.ratio <= MOST_GROWTH,
      },
    ];
  });
}

function speedUp({ againstPlainSql }: Results): Verdict[] {
  return FLAT.flatMap((method) => {
    const measured = againstPlainSql.find(
      ({ ledger, question }) => ledger.rows === LARGE && question.method === method && question.span === 400,
    );
    if (measured === undefined) return [];
    const ratio = measured.plain.median / measured.service.median;
    return [
      {
        target: `${method} of 400 days, uncached, ${count(LARGE)} calls: at least ${LEAST_SPEED_UP}x faster than the plain SQL`,
        measured: times(ratio),
        isMet: ratio >= LEAST_SPEED_UP,
      },
    ];
  });
}

function cached(results: Results): Verdict[] {
  return results.cached
    .filter(({ question }) => question.method === "getUsageOverview")
    .map(({ inRedis, get }) => ({
      target: `getUsageOverview of 31 days, cached in Redis: at most ${MOST_TO_GET}x a bare GET`,
      measured: times(inRedis.median / get.median),
      isMet: inRedis.median / get.median <= MOST_TO_GET,
    }));
}

function pages({ pages: reads, plan }: Results): Verdict[] {
  return reads
    .filter(({ span }) => span === 31)
    .map(({ page, timing }) => ({
      target: `${page}, 31 days, uncached, ${count(plan.manyUsers.rows)} calls of ${count(plan.manyUsers.users)} users: p95 under ${MOST_PAGE_MS} ms`,
      measured: `${figure(timing.p95)} ms`,
      isMet: timing.p95 < MOST_PAGE_MS,
    }));
}

function triggers({ writes }: Results): Verdict[] {
  return writes.inserts
    .filter(({ writing }) => writing.rowsPerStatement === 1_000)
    .map(({ cost }) => ({
      target: `The triggers, at 1,000 rows a statement: cost at most ${percent(MOST_TRIGGER_COST)} of the rows a second`,
      measured: percent(cost),
      isMet: cost <= MOST_TRIGGER_COST,
    }));
}

const RECORDING_WAYS: Readonly<Partial<Record<WayName, string>>> = {
  procedure: "ingest.record",
  http: "POST /v1/usage",
};

function recording({ recording: { bursts } }: Results): Verdict[] {
  return bursts
    .filter(({ batchSize }) => batchSize === 1_000)
    .flatMap(({ connections, ways }) =>
      (["procedure", "http"] as const).flatMap((way) => {
        const { callsPerSecond, toBare } = ways[way];
        const what = `${RECORDING_WAYS[way]}, 1,000 calls a batch, ${connections === 1 ? "1 connection" : `${connections} connections`}`;
        const toInsert = {
          target: `${what}: at least ${LEAST_TO_BARE_INSERT}x the bare insert`,
          measured: times(toBare),
          isMet: toBare >= LEAST_TO_BARE_INSERT,
        };
        const perSecond = {
          target: `${what}: at least ${count(LEAST_CALLS_PER_SECOND)} calls a second`,
          measured: count(Math.round(callsPerSecond)),
          isMet: callsPerSecond >= LEAST_CALLS_PER_SECOND,
        };
        // One connection waits for each answer: what it can do is how long a batch takes.
        return connections === 1 ? [toInsert] : [toInsert, perSecond];
      }),
    );
}

function steadyRecording({ recording: { steady } }: Results): Verdict[] {
  return steady.map(({ way, callsPerSecond, batchSize, p99 }) => ({
    target: `${RECORDING_WAYS[way]}, ${batchSize} calls a batch at ${count(callsPerSecond)} calls a second: p99 under ${MOST_P99_MS} ms`,
    measured: `${figure(p99)} ms`,
    isMet: p99 < MOST_P99_MS,
  }));
}
