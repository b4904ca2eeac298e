import { MigrationError, UsageError } from "usage-db";
import { EmbeddedDatabaseError } from "usage-db/embedded";
import { EnvError } from "../env.ts";
import { CliError } from "./cli-error.ts";

/** Faults whose message is all there is to know. */
const EXPECTED = [CliError, EnvError, EmbeddedDatabaseError, MigrationError];

/** Why a command failed, for a person to read: no stack. */
export function describeFailure(error: unknown): string {
  if (EXPECTED.some((kind) => error instanceof kind)) return messageOf(error);
  if (error instanceof UsageError) return describeUsageError(error);
  return `Something unexpected went wrong: ${oneLine(messageOf(error))}`;
}

function describeUsageError(error: UsageError): string {
  if (error.code !== "database_unavailable") return error.message;
  const reason = oneLine(messageOf(rootCause(error)));
  return reason === "" ? error.message : `${error.message} (${reason})`;
}

/** What went wrong at the bottom: Prisma, its driver adapter and pg each wrap the error of the one below. */
function rootCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error && cause.cause !== undefined; depth++) cause = cause.cause;
  return cause;
}

function messageOf(error: unknown): string {
  // Several addresses were tried: Node reports each, and leaves the message of the whole empty.
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
