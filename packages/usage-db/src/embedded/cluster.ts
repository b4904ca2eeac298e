import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type Account, runAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedDatabaseError } from "./error.ts";

/** A data folder, the programs that work on it, and the user who runs them. */
export interface Cluster {
  /** PostgreSQL's data folder. Its parent belongs to this project alone. */
  readonly data: string;
  readonly binaries: Binaries;
  /** The user that owns the data and runs the server; `null` means the present user. */
  readonly account: Account | null;
}

const INITDB_FLAGS = [
  "--username=postgres",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  // Nobody can sign in before the password is set and this rule replaced.
  "--auth=reject",
];
const SIGN_IN_RULES = "host all all 127.0.0.1/32 scram-sha-256\n";
const DRAFT = "draft-";

/** The programs see nothing of our environment: PGPORT or PGDATA of the caller would mislead them. */
export const PROGRAM_ENV = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Whether there is a database at `data`. */
export function hasCluster(data: string): boolean {
  return existsSync(join(data, "PG_VERSION"));
}

/** Makes an empty database. It is made beside its place and then renamed, so a crash leaves a whole one or none. */
export async function createCluster({ data, binaries, account }: Cluster, { sync }: { sync: boolean }): Promise<void> {
  const parent = dirname(data);
  for (const name of readdirSync(parent)) {
    // The initdb of a start that was killed may still be writing.
    if (name.startsWith(DRAFT)) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 20 });
  }
  const draft = join(parent, `${DRAFT}${randomBytes(4).toString("hex")}`);
  mkdirSync(draft, { mode: 0o700 });
  if (account !== null) chownSync(draft, account.uid, account.gid);
  try {
    await run(binaries.initdb, [`--pgdata=${draft}`, ...INITDB_FLAGS, ...(sync ? [] : ["--no-sync"])], account);
    writeFileSync(join(draft, "pg_hba.conf"), SIGN_IN_RULES);
    renameSync(draft, data);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * The password of the user `postgres`, kept in `file` for its owner's eyes only. Set anew where there is none; the server
 * must not run then.
 */
export async function ensurePassword(cluster: Cluster, file: string): Promise<string> {
  if (existsSync(file)) return readFileSync(file, "utf8");
  const password = randomBytes(24).toString("hex");
  const statement = `ALTER ROLE postgres PASSWORD '${password}'\n`;
  await run(cluster.binaries.postgres, ["--single", "-D", cluster.data, "postgres"], cluster.account, statement);
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  writeFileSync(draft, password, { mode: 0o600 });
  renameSync(draft, file);
  return password;
}

function run(program: string, args: string[], account: Account | null, input = ""): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { ...runAs(account), env: PROGRAM_ENV }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else
        reject(
          new EmbeddedDatabaseError(`PostgreSQL's ${program} failed: ${reasonIn(stderr || stdout) ?? error.message}`),
        );
    });
    child.stdin?.on("error", () => {}); // Ended before it read its input: its exit status says why.
    child.stdin?.end(input);
  });
}

/** The line of PostgreSQL's output that says why it failed. */
export function reasonIn(output: string): string | null {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.findLast((line) => /(FATAL|PANIC|error):/.test(line)) ?? lines.findLast((line) => line !== "") ?? null;
}
