import pg from "pg";
import { foldAll, vacuumDeltas } from "usage-db";
import type { TestPostgres } from "usage-db/testing";
import { createLedger, FIRM_ID, insertCalls, type Ledger } from "../data.ts";
import { median, type Timing, timingOf } from "../statistics.ts";

/** One way of writing calls. */
export interface Writing {
  readonly rowsPerStatement: number;
  /** At work side by side. */
  readonly clients: number;
}

export const WRITINGS: readonly Writing[] = [
  { rowsPerStatement: 1, clients: 8 },
  { rowsPerStatement: 1_000, clients: 2 },
];

export interface Inserts {
  readonly writing: Writing;
  readonly withTriggers: Written;
  readonly without: Written;
  /** The share of the rows a second that the triggers cost: the median of the rounds' shares. */
  readonly cost: number;
}

export interface Written {
  readonly rowsPerSecond: number;
  /** Of one statement and its commit. */
  readonly statement: Timing;
}

export interface Folding {
  readonly deltas: number;
  /** The median of the rounds. */
  readonly deltasPerSecond: number;
}

export interface Writes {
  readonly inserts: readonly Inserts[];
  /** Of what the inserts of many rows left. */
  readonly folding: Folding;
}

export interface WriteRounds {
  readonly rounds: number;
  /** How long each lasts, in milliseconds. */
  readonly roundMs: number;
}

const USERS = 50;
/** Live traffic: all of one local hour. */
const INSERT = insertCalls("now()");

/** Inserts into two ledgers in turn, one with its triggers and one without: that keeps its foreign key and its indexes. */
export async function measureWrites(
  postgres: TestPostgres,
  { rounds, roundMs }: WriteRounds,
  update: (state: string) => void,
): Promise<Writes> {
  const counted = await openWriter(postgres);
  const uncounted = await openWriter(postgres);
  await uncounted.clients[0]?.query("ALTER TABLE ai_usage_log DISABLE TRIGGER USER");
  try {
    const inserts: Inserts[] = [];
    let folds: Fold[] = [];
    for (const writing of WRITINGS) {
      const withTriggers: Round[] = [];
      const without: Round[] = [];
      folds = [];
      for (let round = 0; round < rounds; round++) {
        update(`${writing.rowsPerStatement} a statement, round ${round + 1} of ${rounds}`);
        const turns = [
          () => write(counted, writing, roundMs, withTriggers),
          () => write(uncounted, writing, roundMs, without),
        ];
        // Who goes first takes turns as well.
        for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
        folds.push(await fold(counted.ledger));
      }
      inserts.push({
        writing,
        withTriggers: summaryOf(withTriggers),
        without: summaryOf(without),
        cost: median(
          withTriggers.map((round, index) => 1 - round.rowsPerSecond / (without[index]?.rowsPerSecond ?? 0)),
        ),
      });
    }
    return { inserts, folding: summaryOfFolds(folds) };
  } finally {
    await closeWriter(counted);
    await closeWriter(uncounted);
  }
}

interface Writer {
  readonly ledger: Ledger;
  readonly clients: readonly pg.Client[];
  /** The number of the next call. */
  nextCall: number;
}

interface Round {
  readonly rowsPerSecond: number;
  readonly statementMs: readonly number[];
}

interface Fold {
  readonly deltas: number;
  readonly ms: number;
}

async function openWriter(postgres: TestPostgres): Promise<Writer> {
  const ledger = await createLedger(postgres, USERS);
  const most = Math.max(...WRITINGS.map(({ clients }) => clients));
  const clients = Array.from({ length: most }, () => new pg.Client({ connectionString: ledger.connectionString }));
  await Promise.all(clients.map((client) => client.connect()));
  return { ledger, clients, nextCall: 0 };
}

async function closeWriter({ ledger, clients }: Writer): Promise<void> {
  await Promise.all(clients.map((client) => client.end()));
  await ledger.database.close();
}

async function write(writer: Writer, writing: Writing, roundMs: number, into: Round[]): Promise<void> {
  const { rowsPerStatement, clients } = writing;
  const statementMs: number[] = [];
  const start = performance.now();
  await Promise.all(
    writer.clients.slice(0, clients).map(async (client) => {
      while (performance.now() - start < roundMs) {
        const first = writer.nextCall;
        writer.nextCall += rowsPerStatement;
        const sent = performance.now();
        await client.query({ name: "insert", text: INSERT, values: [FIRM_ID, USERS, first, writer.nextCall - 1] });
        statementMs.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  into.push({ rowsPerSecond: (statementMs.length * rowsPerStatement) / seconds, statementMs });
}

async function fold({ database, cache }: Ledger): Promise<Fold> {
  const start = performance.now();
  const deltas = await foldAll(database, cache);
  const ms = performance.now() - start;
  await vacuumDeltas(database);
  return { deltas, ms };
}

function summaryOf(rounds: readonly Round[]): Written {
  return {
    rowsPerSecond: median(rounds.map(({ rowsPerSecond }) => rowsPerSecond)),
    statement: timingOf(rounds.flatMap(({ statementMs }) => statementMs)),
  };
}

function summaryOfFolds(folds: readonly Fold[]): Folding {
  return {
    deltas: folds.reduce((sum, { deltas }) => sum + deltas, 0),
    deltasPerSecond: median(folds.map(({ deltas, ms }) => (deltas / ms) * 1000)),
  };
}
