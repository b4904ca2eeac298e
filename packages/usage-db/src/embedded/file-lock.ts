import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedDatabaseError } from "./error.ts";
import { isRunning, ownStamp } from "./processes.ts";
import { waitUntil } from "./wait-until.ts";

const PATIENCE_MS = 180_000;

/**
 * Runs `work` while no other process (and no other call of this one) does so for the same folder.
 *
 * The lock is a numbered ticket that names its holder; whoever creates the next number holds it. The highest ticket is
 * never removed, only emptied, so a dead holder's lock passes to exactly one of the processes that find it: a lock file
 * that is deleted when stale can be deleted twice, the second time from under its new holder.
 */
export async function withFileLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const ticket = await waitUntil(() => tryTake(folder), { timeoutMs: PATIENCE_MS, everyMs: 50 });
  if (ticket === null) {
    const holder = holderOf(folder, lastTicket(folder)).split(" ")[0];
    throw new EmbeddedDatabaseError(
      `Process ${holder} has held the lock ${folder} for ${PATIENCE_MS / 1000} s: end it, then try again.`,
    );
  }
  try {
    return await work();
  } finally {
    truncateSync(ticket);
  }
}

/** The path of the ticket, when it was free to take. */
function tryTake(folder: string): string | null {
  const last = lastTicket(folder);
  if (isRunning(holderOf(folder, last))) return null;
  const draft = join(folder, `draft-${randomUUID()}`);
  const ticket = join(folder, String(last + 1));
  writeFileSync(draft, ownStamp());
  try {
    linkSync(draft, ticket);
  } catch {
    return null; // Another process was faster.
  } finally {
    rmSync(draft, { force: true });
  }
  if (lastTicket(folder) !== last + 1) {
    rmSync(ticket, { force: true }); // `last` was old news: others have held the lock since.
    return null;
  }
  for (const name of readdirSync(folder)) if (name !== String(last + 1)) rmSync(join(folder, name), { force: true });
  return ticket;
}

function lastTicket(folder: string): number {
  return Math.max(0, ...readdirSync(folder).map(Number).filter(Number.isSafeInteger));
}

/** The stamp of the holder; empty when the ticket is free. */
function holderOf(folder: string, ticket: number): string {
  try {
    return readFileSync(join(folder, String(ticket)), "utf8");
  } catch {
    return "";
  }
}
