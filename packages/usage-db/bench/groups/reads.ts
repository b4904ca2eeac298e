import { FIRM_ID, type Ledger } from "../data.ts";
import { measure, type Rounds, type Task } from "../measure.ts";
import type { Question } from "../questions.ts";
import { middleOf, type Timing } from "../statistics.ts";

export interface Read {
  readonly ledger: Ledger;
  readonly question: Question;
  readonly timing: Timing;
  /** `SELECT 1` through the same client, on the same database, in the same rounds: the base of the ratio. */
  readonly select1: Timing;
}

/** Questions that the cache cannot answer, over all ledgers in the same rounds. */
export async function measureReads(
  ledgers: readonly Ledger[],
  questions: readonly Question[],
  rounds: Rounds,
  update: (state: string) => void,
): Promise<Read[]> {
  const subjects = ledgers.flatMap((ledger) =>
    questions.map((question) => ({
      ledger,
      question,
      sides: { select1: { run: () => ledger.database.ping() }, read: uncached(ledger, question) },
    })),
  );
  const measured = await measure(subjects, rounds, update);
  return measured.map(({ ledger, question, timings }) => {
    const ofLedger = measured.filter((other) => other.ledger === ledger);
    return {
      ledger,
      question,
      timing: timings.read,
      select1: middleOf(ofLedger.map((other) => other.timings.select1)),
    };
  });
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
