import { MigrationError, UsageError } from "usage-db";
import { EmbeddedDatabaseError } from "usage-db/embedded";
import { EnvError } from "../env.ts";
import { StartError } from "./start-error.ts";

/** Faults of the set-up, whose message is all there is to know. */
const EXPECTED = [EnvError, StartError, UsageError, MigrationError, EmbeddedDatabaseError];

/** Why the server did not start, or had to end, for a person to read: no stack. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return `The server failed: ${String(error)}`;
  return EXPECTED.some((kind) => error instanceof kind) ? error.message : `The server failed: ${error.message}`;
}
