import { Database, type Logger, migrate, UsageError } from "usage-db";
import { acquireEmbeddedDatabase } from "usage-db/embedded";
import type { Env } from "../env.ts";
import type { Progress } from "./progress.ts";
import type { Run } from "./run-until-stopped.ts";
import { StartError } from "./start-error.ts";

/** A statement ends before the procedure that waits for it gives up, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 8_000;

export interface OpenDatabase {
  readonly database: Database;
  readonly connectionString: string;
}

/** The database that the environment names, or else the embedded one, with its schema up to date. */
export async function openDatabase(
  run: Run,
  env: Env,
  { logger, progress }: { logger: Logger; progress: Progress },
): Promise<OpenDatabase> {
  const connectionString = env.databaseUrl ?? (await startEmbedded(run, env.dataDirectory, progress));
  await migrate({
    connectionString,
    onApplied: (name) => progress.say(`Applied the migration ${name}`),
  }).catch((error: unknown) => {
    throw env.databaseUrl === null ? error : explainUnreachable(error, env.databaseUrl);
  });
  run.signal.throwIfAborted();
  const database = new Database({ connectionString, statementTimeoutMs: STATEMENT_TIMEOUT_MS, logger });
  run.onStop(() => database.close());
  return { database, connectionString };
}

async function startEmbedded(run: Run, directory: string, progress: Progress): Promise<string> {
  const embedded = await progress.step("Starting the database", () =>
    acquireEmbeddedDatabase({ directory, onProgress: progress.say }),
  );
  run.onStop(() => embedded.release());
  return embedded.connectionString;
}

/** Where the database was looked for, without its password, and what came of it; other errors come back as they are. */
function explainUnreachable(error: unknown, databaseUrl: string): unknown {
  if (!(error instanceof UsageError && error.code === "database_unavailable")) return error;
  const { host, pathname } = new URL(databaseUrl);
  const reason = reasonOf(error.cause);
  return new StartError(
    `DATABASE_URL: the database ${pathname.slice(1)} at ${host} cannot be used${reason && ` (${reason})`}; check that it runs and that the address is right`,
  );
}

/** Connecting to a name that has several addresses fails once for each: the first says it. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : "";
}
