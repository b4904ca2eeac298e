import pg from "pg";
import { foldAll, vacuumDeltas } from "usage-db";
import type { TestPostgres } from "usage-db/testing";
import { createLedger, FIRM_ID, insertCalls, type Ledger } from "./data.ts";

/** One way of writing calls. */
export interface Writing {
  readonly rowsPerStatement: number;
  /** At work side by side. */
  readonly clients: number;
}

/** What was written in one go. */
export interface Burst {
  readonly rowsPerSecond: number;
  /** Of each statement with its commit. */
  readonly statementMs: readonly number[];
}

export interface Fold {
  readonly deltas: number;
  readonly ms: number;
}

const USERS = 50;
/** Live traffic: all of one local hour. */
const INSERT = insertCalls("now()");

/** A ledger of its own and clients that write to it. */
export class Writer {
  readonly #ledger: Ledger;
  readonly #clients: readonly pg.Client[];
  /** The number of the next call. */
  #next = 0;

  private constructor(ledger: Ledger, clients: readonly pg.Client[]) {
    this.#ledger = ledger;
    this.#clients = clients;
  }

  static async open(postgres: TestPostgres, { clients }: { clients: number }): Promise<Writer> {
    const ledger = await createLedger(postgres, USERS);
    const { connectionString } = ledger;
    const opened = Array.from({ length: clients }, () => new pg.Client({ connectionString }));
    await Promise.all(opened.map((client) => client.connect()));
    return new Writer(ledger, opened);
  }

  /** Foreign keys stay. */
  async disableTriggers(): Promise<void> {
    await this.#clients[0]?.query("ALTER TABLE ai_usage_log DISABLE TRIGGER USER");
  }

  async write({ rowsPerStatement, clients }: Writing, forMs: number): Promise<Burst> {
    const statementMs: number[] = [];
    const start = performance.now();
    await Promise.all(
      this.#clients.slice(0, clients).map(async (client) => {
        while (performance.now() - start < forMs) {
          const first = this.#next;
          this.#next += rowsPerStatement;
          const sent = performance.now();
          await client.query({ name: "insert", text: INSERT, values: [FIRM_ID, USERS, first, this.#next - 1] });
          statementMs.push(performance.now() - sent);
        }
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    return { rowsPerSecond: (statementMs.length * rowsPerStatement) / seconds, statementMs };
  }

  /** Folds what was written, and vacuums, which is not timed. */
  async fold(): Promise<Fold> {
    const { database, cache } = this.#ledger;
    const start = performance.now();
    const deltas = await foldAll(database, cache);
    const ms = performance.now() - start;
    await vacuumDeltas(database);
    return { deltas, ms };
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.end()));
    await this.#ledger.database.close();
  }
}
