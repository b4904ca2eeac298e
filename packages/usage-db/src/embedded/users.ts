import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, ownStamp } from "./processes.ts";

/** Notes in `folder` that this process uses the server. Gives the note, to be passed to `removeUser`. Needs the lock. */
export function addUser(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const note = join(folder, randomUUID());
  writeFileSync(note, ownStamp());
  return note;
}

/** Takes a note back. Needs the lock. */
export function removeUser(note: string): void {
  rmSync(note, { force: true });
}

/** Whether any process uses the server. Notes of processes that died are removed. Needs the lock. */
export function hasUsers(folder: string): boolean {
  if (!existsSync(folder)) return false; // Someone removed the project's files while they were in use.
  const notes = readdirSync(folder).map((name) => join(folder, name));
  const stale = notes.filter((note) => !isRunning(readFileSync(note, "utf8")));
  for (const note of stale) rmSync(note, { force: true });
  return notes.length > stale.length;
}
