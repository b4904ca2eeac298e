import { UsageError } from "./errors.ts";

/**
 * A database that cannot be reached, refuses the login, or closed the connection: Prisma's codes, and the kinds by which
 * its driver adapter reports faults of raw queries.
 */
const UNREACHABLE = new Set([
  ...["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1011", "P1017", "P2024", "P2028", "P2037"],
  ...[
    "DatabaseNotReachable",
    "DatabaseDoesNotExist",
    "DatabaseAccessDenied",
    "AuthenticationFailed",
    "ConnectionClosed",
  ],
  ...["SocketTimeout", "TlsConnectionError", "TooManyConnections"],
]);
/** Node's and PostgreSQL's (classes 08, 53 and 57P). */
const UNREACHABLE_CAUSE = /^(ECONN|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|EHOSTUNREACH|08|53|57P|28|3D000)/;
/** pg's pool has no codes for these: all of its connections were at work for too long, or a new one could not be made. */
const POOL_TIMEOUT = /timeout exceeded when trying to connect/i;
const CONNECT_TIMEOUT = /Connection terminated/i;

/** PostgreSQL's code for a statement that `statement_timeout` ended. */
const STATEMENT_TIMEOUT = "57014";

/** PostgreSQL's code for a transaction that waited for another one, which waited for it. */
const DEADLOCK = "40P01";

/** PostgreSQL's code for a row whose firm does not exist: every foreign key is one to the firms. */
const FOREIGN_KEY_VIOLATION = "23503";

/** Turns the faults of the connection, and what a writer may try again, into a `UsageError`; other errors come back as they are. */
export function translateDatabaseError(error: unknown): unknown {
  const codes = [...codesOf(error)];
  if (codes.includes(STATEMENT_TIMEOUT)) {
    return new UsageError("timeout", "The database took too long to answer; ask for a shorter range or try again.", {
      cause: error,
    });
  }
  if (hasMessage(error, POOL_TIMEOUT)) {
    return new UsageError("overloaded", "No connection to the database came free in time; try again in a moment.", {
      cause: error,
    });
  }
  if (
    codes.some((code) => UNREACHABLE.has(code) || UNREACHABLE_CAUSE.test(code)) ||
    hasMessage(error, CONNECT_TIMEOUT)
  ) {
    return new UsageError("database_unavailable", "The database cannot be reached; try again in a moment.", {
      cause: error,
    });
  }
  if (codes.includes(DEADLOCK)) {
    return new UsageError("timeout", "Another writer was changing the same calls; try again.", { cause: error });
  }
  if (codes.includes(FOREIGN_KEY_VIOLATION)) {
    return new UsageError("firm_not_found", "There is no such firm; create it first.", { cause: error });
  }
  return error;
}

/** Every code of an error and of what caused it. Prisma, its driver adapter and pg each wrap the one below. */
function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== "object" || error === null || depth > 5) return;
  for (const key of ["code", "originalCode", "kind"]) {
    const code = Reflect.get(error, key);
    if (typeof code === "string") yield code;
  }
  const meta = Reflect.get(error, "meta");
  if (typeof meta === "object" && meta !== null) {
    yield* codesOf(meta, depth + 1);
    yield* codesOf(Reflect.get(meta, "driverAdapterError"), depth + 1);
  }
  yield* codesOf(Reflect.get(error, "cause"), depth + 1);
}

function hasMessage(error: unknown, text: RegExp): boolean {
  return error instanceof Error && text.test(error.message);
}
