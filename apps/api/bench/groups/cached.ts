import { once } from "node:events";
import { Redis } from "ioredis";
import { AIUsageService, createRedisUsageCache, type Logger } from "usage-db";
import { FIRM_ID, type Ledger, lastDays, NOW, type Span } from "../data.ts";
import { measure, type Rounds } from "../measure.ts";
import { type RangedMethod, type RangedQuestion, ranged } from "../questions.ts";
import type { Timing } from "../statistics.ts";

export interface Cached {
  readonly question: RangedQuestion;
  /** Of the value that Redis holds. */
  readonly bytes: number;
  /** A bare GET of that value: the base of the ratios. */
  readonly get: Timing;
  readonly inRedis: Timing;
  readonly inProcess: Timing;
}

/** What the cache's keys call the answers. */
const TYPES: Readonly<Record<RangedMethod, string>> = {
  getUsageOverview: "overview",
  getDailyCosts: "daily-costs",
  getCostsByFeature: "costs-by-feature",
  getCostsByUser: "costs-by-user",
};
const QUESTIONS = [
  ranged("getUsageOverview", 31),
  ranged("getCostsByFeature", 31),
  ranged("getDailyCosts", 31),
  ranged("getDailyCosts", 400),
];

const noLog: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** Answers that the cache holds, in Redis and in the process, beside a bare GET through a client of its own. */
export async function measureCached(
  ledger: Ledger,
  redisUrl: string,
  rounds: Rounds,
  update: (state: string) => void,
): Promise<Cached[]> {
  const redis = new Redis(redisUrl);
  const cache = createRedisUsageCache({ url: redisUrl, logger: noLog });
  const overRedis = new AIUsageService({ database: ledger.database, cache, clock: () => NOW });
  try {
    await once(redis, "ready");
    const subjects = QUESTIONS.map((question) => ({
      question,
      sides: {
        get: { run: () => redis.get(valueName(question)) },
        inRedis: { run: () => question.ask(overRedis) },
        inProcess: { run: () => question.ask(ledger.service) },
      },
    }));
    // The cache answers from the database until it has reached Redis, and stores an answer after it gave it.
    for (const question of QUESTIONS) {
      while ((await redis.exists(valueName(question))) === 0) await question.ask(overRedis);
    }
    const measured = await measure(subjects, rounds, update);
    return await Promise.all(
      measured.map(async ({ question, timings }) => ({
        question,
        bytes: await redis.strlen(valueName(question)),
        ...timings,
      })),
    );
  } finally {
    await cache.close();
    redis.disconnect();
  }
}

function valueName({ method, span }: { method: RangedMethod; span: Span }): string {
  const { startDate, endDate } = lastDays(span);
  return `ai-usage:${TYPES[method]}:${FIRM_ID}:${startDate}:${endDate}`;
}
