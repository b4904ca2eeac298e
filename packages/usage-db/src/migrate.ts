import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { translateDatabaseError } from "./database-errors.ts";
import { sessionUrl } from "./session-url.ts";

const MIGRATIONS = new URL("../prisma/migrations/", import.meta.url);

/** The lock that Prisma's own `migrate` takes, so that the two never run beside each other. */
const PRISMA_MIGRATE_LOCK = 72707369;

/** Prisma's own table, column for column: `prisma migrate deploy` and `status` agree with what is applied here. */
const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/** A schema that the migrations cannot be applied to. Its message says what is wrong and what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

export interface MigrateOptions {
  readonly connectionString: string;
  readonly onApplied?: (migrationName: string) => void;
}

/**
 * Brings the schema up to date and returns the names of the migrations applied now. Prisma's engine, which does the same,
 * has to be downloaded. Each migration is one transaction; of several processes one works and the others wait.
 */
export async function migrate({ connectionString, onApplied }: MigrateOptions): Promise<string[]> {
  return withClient(connectionString, async (client) => {
    // A large ledger takes minutes, and whoever waits for the lock waits as long.
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_MIGRATE_LOCK]);
    await client.query(CREATE_TABLE);
    const pending = await findPending(client);
    for (const migration of pending) {
      await apply(client, migration);
      onApplied?.(migration.name);
    }
    return pending.map(({ name }) => name);
  });
}

/** The names of the migrations that the database lacks; changes nothing. Throws as `migrate` does. */
export async function pendingMigrations(connectionString: string): Promise<string[]> {
  return withClient(connectionString, async (client) => {
    const { rows } = await client.query<{ exists: boolean }>(
      "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
    );
    const pending = rows[0]?.exists ? await findPending(client) : await readMigrations();
    return pending.map(({ name }) => name);
  });
}

/** The first with `UNIQUE NULLS NOT DISTINCT`, which the rollup needs. */
const OLDEST_SERVER = 15;

async function withClient<Result>(connectionString: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: sessionUrl(connectionString), connectionTimeoutMillis: 10_000 });
  // A connection that breaks fails the query at work; without a listener it would also end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ major: number }>(
      "SELECT current_setting('server_version_num')::integer / 10000 AS major",
    );
    checkServer(rows[0]?.major ?? 0);
    return await work(client);
  } catch (error) {
    throw translateDatabaseError(error);
  } finally {
    await client.end();
  }
}

export function checkServer(major: number): void {
  if (major < OLDEST_SERVER) {
    throw new MigrationError(`The server is PostgreSQL ${major}; use ${OLDEST_SERVER} or newer.`);
  }
}

/** The migrations that the database lacks. Throws when what it has disagrees with ours. */
async function findPending(client: pg.Client): Promise<Migration[]> {
  const migrations = await readMigrations();
  const { rows: applied } = await client.query<AppliedMigration>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  checkHistory(migrations, applied);
  const done = new Set(applied.map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

function checkHistory(migrations: readonly Migration[], applied: readonly AppliedMigration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this version does not know; run a newer one.`,
      );
    }
    if (finished_at === null) {
      throw new MigrationError(`The migration ${name} failed half way; repair it with "prisma migrate resolve".`);
    }
    if (checksum !== migration.checksum) {
      throw new MigrationError(`The migration ${name} was changed after it was applied; restore its file.`);
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  // The fold, which some of them call, must see what others commit, whatever the database's own default is.
  await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
