import type { TestPostgres } from "usage-db/testing";
import { median, type Timing, timingOf } from "../statistics.ts";
import { type Burst, type Fold, Writer, type Writing } from "../writer.ts";

const SINGLE: Writing = { rowsPerStatement: 1, clients: 8 };
const BULK: Writing = { rowsPerStatement: 1_000, clients: 2 };

export interface WriteRounds {
  readonly rounds: number;
  /** How long each side writes in each, in milliseconds. */
  readonly roundMs: number;
}

export interface Writes {
  readonly inserts: readonly Inserts[];
  readonly folding: Folding;
}

/** Of what the inserts of many rows left; the medians of the rounds. */
interface Folding {
  readonly deltas: number;
  readonly deltasPerSecond: number;
  /** To the deltas a second that the inserts made. */
  readonly toInserts: number;
}

interface Inserts {
  readonly writing: Writing;
  readonly withTriggers: Written;
  readonly without: Written;
  /** The share of the rows a second that the triggers cost: the median of the rounds' shares. */
  readonly cost: number;
}

interface Written {
  readonly rowsPerSecond: number;
  readonly statement: Timing;
}

interface Round {
  readonly withTriggers: Burst;
  readonly without: Burst;
  /** Of what `withTriggers` left. */
  readonly fold: Fold;
}

/** Inserts into two ledgers in turn, one with its triggers and one without: that keeps its foreign key and its indexes. */
export async function measureWrites(
  postgres: TestPostgres,
  plan: WriteRounds,
  update: (state: string) => void,
): Promise<Writes> {
  const clients = Math.max(SINGLE.clients, BULK.clients);
  const counted = await Writer.open(postgres, { clients });
  const uncounted = await Writer.open(postgres, { clients });
  await uncounted.disableTriggers();
  try {
    const runRounds = async (writing: Writing): Promise<Round[]> => {
      const rounds: Round[] = [];
      for (let round = 0; round < plan.rounds; round++) {
        update(`${writing.rowsPerStatement} a statement, round ${round + 1} of ${plan.rounds}`);
        rounds.push(await runRound(counted, uncounted, writing, plan.roundMs));
      }
      return rounds;
    };
    const single = await runRounds(SINGLE);
    const bulk = await runRounds(BULK);
    return {
      inserts: [insertsOf(SINGLE, single), insertsOf(BULK, bulk)],
      folding: foldingOf(bulk, plan.roundMs),
    };
  } finally {
    await counted.close();
    await uncounted.close();
  }
}

async function runRound(counted: Writer, uncounted: Writer, writing: Writing, ms: number): Promise<Round> {
  // A burst of its own on either side of the other: a machine that slows down or speeds up favours neither.
  const before = await uncounted.write(writing, ms / 2);
  const withTriggers = await counted.write(writing, ms);
  const after = await uncounted.write(writing, ms / 2);
  return { withTriggers, without: joined(before, after), fold: await counted.fold() };
}

function joined(a: Burst, b: Burst): Burst {
  return {
    rowsPerSecond: (a.rowsPerSecond + b.rowsPerSecond) / 2,
    statementMs: [...a.statementMs, ...b.statementMs],
  };
}

function insertsOf(writing: Writing, rounds: readonly Round[]): Inserts {
  return {
    writing,
    withTriggers: writtenOf(rounds.map(({ withTriggers }) => withTriggers)),
    without: writtenOf(rounds.map(({ without }) => without)),
    cost: median(rounds.map(({ withTriggers, without }) => 1 - withTriggers.rowsPerSecond / without.rowsPerSecond)),
  };
}

function foldingOf(rounds: readonly Round[], roundMs: number): Folding {
  return {
    deltas: rounds.reduce((sum, { fold }) => sum + fold.deltas, 0),
    deltasPerSecond: median(rounds.map(({ fold }) => (fold.deltas / fold.ms) * 1000)),
    toInserts: median(rounds.map(({ fold }) => roundMs / fold.ms)),
  };
}

function writtenOf(bursts: readonly Burst[]): Written {
  return {
    rowsPerSecond: median(bursts.map(({ rowsPerSecond }) => rowsPerSecond)),
    statement: timingOf(bursts.flatMap(({ statementMs }) => statementMs)),
  };
}
