import { FIRM_ID, type Ledger } from "../data.ts";
import { measure, type Rounds, type Task } from "../measure.ts";
import type { Question } from "../questions.ts";
import type { Timing } from "../statistics.ts";

export interface Read {
  readonly ledger: Ledger;
  readonly question: Question;
  readonly timing: Timing;
  /** `SELECT 1` through the same client, on the same database and in the same rounds: the base of the ratio. */
  readonly select1: Timing;
}

/**
 * Questions that the cache cannot answer: one after the other, each over all ledgers and beside `SELECT 1`, in the same
 * rounds. That is what is compared; the garbage of one question is not to slow another.
 */
export async function measureReads(
  ledgers: readonly Ledger[],
  questions: readonly Question[],
  rounds: Rounds,
  update: (state: string) => void,
): Promise<Read[]> {
  const reads: Read[] = [];
  for (const question of questions) {
    const subjects = ledgers.map((ledger) => ({
      ledger,
      sides: { select1: { run: () => ledger.database.ping() }, timing: uncached(ledger, question) },
    }));
    const measured = await measure(subjects, rounds, (state) => update(`${question.method}, ${state}`));
    reads.push(...measured.map(({ ledger, timings }) => ({ ledger, question, ...timings })));
  }
  return reads;
}

export function toSelect1({ timing, select1 }: Read): number {
  return timing.median / select1.median;
}

/** How many times as long the question takes on the larger ledger. */
export function growthOf(small: Read, large: Read): number {
  return large.timing.median / small.timing.median;
}

/** The firm's generation is renewed first: the cache is asked, holds nothing, and the whole load runs. */
export function uncached({ cache, service }: Ledger, question: Question): Task {
  return { prepare: () => cache.renew([FIRM_ID]), run: () => question.ask(service) };
}
