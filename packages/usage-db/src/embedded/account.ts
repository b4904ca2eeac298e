import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { EmbeddedDatabaseError } from "./error.ts";

/** An operating-system user. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ["postgres", "_postgres", "nobody"];

/** The user to run the server as: PostgreSQL refuses root. `null` means the present user. */
export function serverAccount(): Account | null {
  if (process.getuid?.() === 0) return chooseAccount(readFileSync("/etc/passwd", "utf8"));
  assertNamed();
  return null;
}

/** PostgreSQL asks for its user's name; a container may run under a number that has none. */
function assertNamed(): void {
  try {
    userInfo();
  } catch {
    throw new EmbeddedDatabaseError(
      `PostgreSQL runs only as a user with a name, and user ${process.getuid?.()} has none on this system: start as another user, or set DATABASE_URL.`,
    );
  }
}

/** The user of `passwd` (in the format of /etc/passwd) that root gives the server to. */
export function chooseAccount(passwd: string): Account {
  const accounts = parsePasswd(passwd);
  const account = CANDIDATES.map((name) => accounts.get(name)).find((found) => found !== undefined);
  if (account !== undefined) return account;
  throw new EmbeddedDatabaseError(
    "PostgreSQL does not run as root, and this system has no user `postgres` or `nobody`: start as another user, or set DATABASE_URL.",
  );
}

/** The user that owns `path`; root, who cannot run PostgreSQL, counts as none. `null` when there is no such path. */
export function ownerOf(path: string): Account | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.uid === 0) return null;
  return { name: `user ${stats.uid}`, uid: stats.uid, gid: stats.gid };
}

/** What `child_process.spawn` takes to run as `account`, from a folder that every user can enter. */
export function runAs(account: Account | null): { cwd: string; uid?: number; gid?: number } {
  return account === null ? { cwd: "/" } : { cwd: "/", uid: account.uid, gid: account.gid };
}

/** Whether `account` can enter the folder, or run the file. Asked of the kernel, which alone knows every rule. */
export function canEnter(account: Account | null, path: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { ...runAs(account), stdio: "ignore" }).status === 0;
}

function parsePasswd(passwd: string): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":");
    // Some systems list `nobody` as -2, which setuid does not take.
    if (name && Number(uid) > 0 && Number(gid) > 0) accounts.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
