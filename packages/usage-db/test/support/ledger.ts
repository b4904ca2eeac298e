import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { Database } from "../../src/database.ts";
import type { Logger } from "../../src/logger.ts";
import { migrate } from "../../src/migrate.ts";

/**
 * A migrated database of its own, and a plain SQL client beside ours: what any other writer would use. It orders texts as Romanians do,
 * as a database may that is not ours: nothing may depend on it.
 */
export interface Ledger extends AsyncDisposable {
  readonly connectionString: string;
  readonly database: Database;
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** One more plain connection. Ended with the ledger. */
  connect(): Promise<pg.Client>;
}

export interface LedgerOptions {
  /** The zone of the database's sessions; the server's own, far from UTC, unless given. */
  readonly serverZone?: string;
  readonly migrated?: boolean;
}

export async function openLedger({ serverZone, migrated = true }: LedgerOptions = {}): Promise<Ledger> {
  const server = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await once(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'ro-RO'`);
  if (serverZone !== undefined) await once(server, `ALTER DATABASE ${name} SET timezone = '${serverZone}'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const connectionString = url.href;
  if (migrated) await migrate({ connectionString });
  const database = new Database({ connectionString });
  const clients: pg.Client[] = [];
  const connect = async () => {
    const client = new pg.Client({ connectionString });
    client.on("error", () => undefined);
    clients.push(client);
    await client.connect();
    return client;
  };
  const client = await connect();
  return {
    connectionString,
    database,
    connect,
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await client.query<Row>(text, values)).rows,
    async [Symbol.asyncDispose]() {
      await database.close();
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await once(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function once(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Where no cache stands beside a fold. */
export const noCache = { renew: async () => undefined };
