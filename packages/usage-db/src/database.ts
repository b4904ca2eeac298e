import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { translateDatabaseError } from "./database-errors.ts";
import { PrismaClient } from "./generated/client.ts";
import { LogReads } from "./log-reads.ts";
import type { Logger } from "./logger.ts";
import { sessionUrl } from "./session-url.ts";
import { statementNames } from "./statement-names.ts";

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database`. */
  readonly connectionString: string;
  /** At most so many connections; a query waits for a free one. */
  readonly maxConnections?: number;
  /** A statement that runs longer is ended, in milliseconds. */
  readonly statementTimeoutMs?: number;
  readonly logger?: Logger;
}

/** How long a query may wait for a connection, in milliseconds. */
const CONNECTION_TIMEOUT_MS = 5_000;
/** How many questions read single calls at once; never more than half of the connections. */
const MAX_LOG_READS = 4;

/** The pool of connections to the ledger. Connects on first use. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #prisma: PrismaClient;
  /**
   * Every question that reads single calls does so through this.
   *
   * @internal
   */
  readonly logReads: LogReads;

  constructor({ connectionString, maxConnections = 10, statementTimeoutMs = 10_000, logger }: DatabaseOptions) {
    this.#pool = new pg.Pool({
      connectionString: sessionUrl(connectionString),
      max: maxConnections,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      idleTimeoutMillis: 60_000,
      statement_timeout: statementTimeoutMs,
      keepAlive: true,
      application_name: "usage-db",
    });
    this.#pool.on("error", (error) => logger?.warn({ error: error.message }, "An idle database connection was lost"));
    const adapter = new PrismaPg(this.#pool, { disposeExternalPool: true, statementNameGenerator: statementNames() });
    this.#prisma = new PrismaClient({ adapter, errorFormat: "minimal" });
    this.logReads = new LogReads(Math.max(1, Math.min(MAX_LOG_READS, Math.floor(maxConnections / 2))));
  }

  /**
   * Runs queries, and turns the faults of the connection into a `UsageError`.
   *
   * @internal Prisma's types do not leave this package.
   */
  async run<Result>(work: (prisma: PrismaClient) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.#prisma);
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  /**
   * Runs a statement without Prisma, which writes every parameter as JSON and reads it again: half of what a batch of
   * calls costs. Connections keep it prepared under `name`; without one it is planned anew for its values. Turns the
   * faults of the connection into a `UsageError`.
   *
   * @internal The driver's types do not leave this package.
   */
  async query<Row extends pg.QueryResultRow>(
    name: string | null,
    text: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    try {
      const query = { text, values: [...values] };
      return (await this.#pool.query<Row>(name === null ? query : { ...query, name })).rows;
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  /** A real query; throws a `UsageError` when the database does not answer. */
  async ping(): Promise<void> {
    await this.run((prisma) => prisma.$queryRaw`SELECT 1`);
  }

  async close(): Promise<void> {
    await this.#prisma.$disconnect();
  }
}
