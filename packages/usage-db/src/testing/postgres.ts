import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canEnter, serverAccount } from "../embedded/account.ts";
import { connectionString } from "../embedded/acquire.ts";
import { afterThisProcess } from "../embedded/after-this-process.ts";
import { binariesFor, makeOpenFolder, SYSTEM_FOLDER } from "../embedded/binaries.ts";
import { type Cluster, createCluster, ensurePassword } from "../embedded/cluster.ts";
import { type Settings, startServer, stopServer } from "../embedded/server.ts";
import { runSql } from "./run-sql.ts";

/** A PostgreSQL of its own for one test run or one benchmark. */
export interface TestPostgres {
  /** Of the database that every cluster has; tests that write take their own from `createDatabase`. */
  readonly connectionString: string;
  /** Makes an empty database and gives its connection string. */
  createDatabase(): Promise<string>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TestPostgresOptions {
  /** The server's zone, an IANA name; UTC unless given. */
  readonly timeZone?: string;
  /** Writes reach the disk, as in production. Off unless given: tests do not outlive a power cut. */
  readonly durable?: boolean;
}

const HASTY: Settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Starts a throw-away PostgreSQL. It ends with this process, even when that is killed. */
export async function startTestPostgres({
  timeZone = "UTC",
  durable = false,
}: TestPostgresOptions = {}): Promise<TestPostgres> {
  const account = serverAccount();
  const folder = makeTemporaryFolder((path) => canEnter(account, path));
  const cluster: Cluster = { data: join(folder, "data"), account, binaries: binariesFor(account, () => {}) };
  const endWatch = removeWithThisProcess(cluster.data, folder);
  const stop = async () => {
    await stopServer(cluster.data);
    endWatch();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await createCluster(cluster, { sync: durable });
    const password = await ensurePassword(cluster, join(folder, "password"));
    const server = await startServer(cluster, join(folder, "server.log"), {
      ...(durable ? {} : HASTY),
      timezone: timeZone,
    });
    const address = (database?: string) => connectionString(server.port, password, database);
    return {
      connectionString: address(),
      createDatabase: async () => {
        const name = `test_${randomBytes(6).toString("hex")}`;
        await runSql(address(), `CREATE DATABASE ${name}`);
        return address(name);
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A folder of the system's temporary one, unless the server's user cannot enter that (as below root's home). */
function makeTemporaryFolder(isEnterable: (path: string) => boolean): string {
  const usual = mkdtempSync(join(tmpdir(), "usage-test-"));
  chmodSync(usual, 0o711);
  if (isEnterable(usual)) return usual;
  rmSync(usual, { recursive: true });
  makeOpenFolder(SYSTEM_FOLDER);
  const folder = mkdtempSync(join(SYSTEM_FOLDER, "usage-test-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** Ends the server at once and removes its files when this process is gone. Gives a function that calls it off. */
function removeWithThisProcess(data: string, folder: string): () => void {
  const script = `
    pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid"
    tries=0
    while [ -n "$pid" ] && kill -0 "$pid" && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
    rm -rf "$2"`;
  return afterThisProcess(script, [data, folder]);
}
