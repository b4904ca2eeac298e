import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterThisProcess } from "./after-this-process.ts";
import { binariesFor } from "./binaries.ts";
import { type Cluster, createCluster, ensurePassword, hasCluster } from "./cluster.ts";
import { EmbeddedDatabaseError } from "./error.ts";
import { withFileLock } from "./file-lock.ts";
import { type ProjectFolders, projectFolders } from "./folders.ts";
import { placeData } from "./placement.ts";
import type { Postmaster } from "./postmaster.ts";
import { joinServer, startServer, stopServer } from "./server.ts";
import { stopUnused } from "./stop-unused.ts";
import { addUser } from "./users.ts";

/** A use of a project's own PostgreSQL. */
export interface EmbeddedDatabase {
  readonly connectionString: string;
  /** Where the data lies: below the project, or below /var/lib where the server's user cannot enter the project. */
  readonly directory: string;
  /** Ends this use. The last process to do so stops the server. */
  release(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** The folder of the project's own files (`.data`); made when missing. */
  readonly directory: string;
  /** Told, in a short sentence, of every step that takes time or that surprises. */
  readonly onProgress?: (message: string) => void;
}

/** As built: it runs in a process of its own. */
const STOP_UNUSED = fileURLToPath(new URL("./stop-unused-main.js", import.meta.url));

/**
 * Starts the project's own PostgreSQL, or joins the one that runs already, and makes it when there is none.
 *
 * It listens on 127.0.0.1 only, on a port that is free at each start. Processes share it. When one is killed, what it
 * leaves behind is stopped soon after, or taken over by the next.
 *
 * @throws EmbeddedDatabaseError when there is no PostgreSQL for this machine, or it does not start.
 */
export async function acquireEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { directory, onProgress = () => {} } = options;
  const folders = projectFolders(directory);
  const { lock, users } = folders;
  const { data, account } = await explainPermissions(folders, () => placeData(folders.root));

  const callOff = afterThisProcess('exec "$@"', [process.execPath, STOP_UNUSED, data, lock, users]);
  try {
    return await explainPermissions(folders, () =>
      withFileLock(lock, async () => {
        const cluster: Cluster = { data, account, binaries: binariesFor(account, onProgress) };
        const { server, password } = await openCluster(cluster, folders, onProgress);
        const user = addUser(users);
        let released: Promise<void> | undefined;
        return {
          connectionString: connectionString(server.port, password),
          directory: data,
          release: () => {
            released ??= stopUnused({ data, lock, users }, user).finally(callOff);
            return released;
          },
        };
      }),
    );
  } catch (error) {
    // A server may run by now, without a user.
    await stopUnused({ data, lock, users }).catch(() => undefined);
    callOff();
    throw error;
  }
}

/** The address of the database that every cluster has from the start. */
export function connectionString(port: number, password: string, database = "postgres"): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function openCluster(
  cluster: Cluster,
  folders: ProjectFolders,
  onProgress: (message: string) => void,
): Promise<{ server: Postmaster; password: string }> {
  if (dirname(cluster.data) !== folders.root) {
    onProgress(
      `The database lies in ${cluster.data}: PostgreSQL runs as ${cluster.account?.name}, who cannot enter ${folders.root}`,
    );
  }
  if (!hasCluster(cluster.data)) {
    onProgress(`Creating the database in ${cluster.data}`);
    await createCluster(cluster, { sync: true });
  }
  // A server whose password is lost cannot be joined, and a new one is set while it is down.
  if (!existsSync(folders.password)) await stopServer(cluster.data);
  const running = await joinServer(cluster.data);
  const password = await ensurePassword(cluster, folders.password);
  return { server: running ?? (await startServer(cluster, folders.log)), password };
}

async function explainPermissions<T>({ root }: ProjectFolders, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM")))
      throw error;
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL in ${root} belongs to another user (${error.message}): start as that user, set DATA_DIR to a folder of your own, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}
