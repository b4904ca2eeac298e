import { setTimeout as sleep } from "node:timers/promises";
import {
  createMemoryUsageCache,
  createRedisUsageCache,
  Database,
  migrate,
  pendingMigrations,
  type UsageCache,
} from "usage-db";
import { acquireEmbeddedDatabase } from "usage-db/embedded";
import { CliError, Interrupted } from "./cli-error.ts";
import { noticesTo } from "./notices.ts";
import type { Shell } from "./shell.ts";

/** How long an interrupted command waits for its query to end, in milliseconds. */
const INTERRUPTED_CLOSE_MS = 1_000;

/** Does `work` with the address of the database: `DATABASE_URL`, or the embedded one, started and stopped as needed. */
export async function withConnection<Result>(
  shell: Shell,
  work: (connection: { readonly connectionString: string; readonly isEmbedded: boolean }) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataDirectory } = shell.readEnv({ tokens: false });
  if (databaseUrl !== null) return work({ connectionString: databaseUrl, isEmbedded: false });
  const embedded = await acquireEmbeddedDatabase({
    directory: dataDirectory,
    onProgress: (message) => shell.stderr.write(`${message}\n`),
  });
  try {
    return await work({ connectionString: embedded.connectionString, isEmbedded: true });
  } finally {
    await embedded.release();
  }
}

/**
 * Does `work` with a database whose schema is up to date. The embedded one is migrated; when another one is behind, the
 * person is told, as others may be using it.
 */
export async function withDatabase<Result>(
  shell: Shell,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  return withConnection(shell, async ({ connectionString, isEmbedded }) => {
    if (isEmbedded) await migrate({ connectionString });
    else await assertMigrated(connectionString);
    const database = new Database({ connectionString, maxConnections: 4, logger: noticesTo(shell.stderr) });
    try {
      return await work(database);
    } finally {
      // Closing waits for the current query. After an interruption that may be one of minutes, which nobody waits for.
      const deadline = shell.signal.aborted ? [sleep(INTERRUPTED_CLOSE_MS, undefined, { ref: false })] : [];
      await Promise.race([database.close(), ...deadline]);
    }
  });
}

/** What a command that changes usage needs: the database, and the cache in which answers are renewed. */
export interface Ledger {
  readonly database: Database;
  readonly cache: UsageCache;
}

/** Does `work` with the ledger. What other processes cached in Redis is renewed; their own memory they renew themselves. */
export async function withLedger<Result>(shell: Shell, work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  return withDatabase(shell, async (database) => {
    const { redisUrl } = shell.readEnv({ tokens: false });
    const cache =
      redisUrl === null
        ? createMemoryUsageCache()
        : createRedisUsageCache({ url: redisUrl, logger: noticesTo(shell.stderr) });
    try {
      return await work({ database, cache });
    } finally {
      await cache.close();
    }
  });
}

/** The outcome of `work`, unless the person asks to stop first; then `work` is abandoned. */
export async function unlessInterrupted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const interrupted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(new Interrupted("Stopped before the end."));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  return Promise.race([work, interrupted]);
}

async function assertMigrated(connectionString: string): Promise<void> {
  const pending = await pendingMigrations(connectionString);
  if (pending.length === 0) return;
  throw new CliError(
    `The database lacks ${pending.join(", ")}; run "npm run usage -- migrate" to bring its schema up to date.`,
  );
}
