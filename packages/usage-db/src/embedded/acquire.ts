import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { binariesFor } from "./binaries.ts";
import { type Cluster, createCluster, ensurePassword, hasCluster } from "./cluster.ts";
import { EmbeddedDatabaseError } from "./error.ts";
import { withFileLock } from "./file-lock.ts";
import { placeData } from "./placement.ts";
import type { Postmaster } from "./postmaster.ts";
import { joinServer, startServer, stopServer } from "./server.ts";
import { addUser, hasUsers, removeUser } from "./users.ts";

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

/**
 * Starts the project's own PostgreSQL, or joins the one that runs already, and makes it when there is none.
 *
 * It listens on 127.0.0.1 only, on a port that is free at each start. Processes share it: what remains of killed ones,
 * server included, is taken over.
 *
 * @throws EmbeddedDatabaseError when there is no PostgreSQL for this machine, or it does not start.
 */
export async function acquireEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { onProgress = () => {} } = options;
  const folder = join(resolve(options.directory), "postgres");
  const lock = join(folder, "lock");
  const users = join(folder, "users");
  const { data, account } = await explainPermissions(folder, () => placeData(folder));

  const opened = await explainPermissions(folder, () =>
    withFileLock(lock, async () => {
      const cluster: Cluster = { data, account, binaries: binariesFor(account, onProgress) };
      const { server, password } = await openCluster(cluster, folder, onProgress);
      return { connectionString: connectionString(server.port, password), user: addUser(users) };
    }),
  );

  let released: Promise<void> | undefined;
  return {
    connectionString: opened.connectionString,
    directory: data,
    release: () => {
      released ??= withFileLock(lock, async () => {
        removeUser(opened.user);
        if (!hasUsers(users)) await stopServer(data);
      });
      return released;
    },
  };
}

/** The address of the database that every cluster has from the start. */
export function connectionString(port: number, password: string, database = "postgres"): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function openCluster(
  cluster: Cluster,
  folder: string,
  onProgress: (message: string) => void,
): Promise<{ server: Postmaster; password: string }> {
  const passwordFile = join(folder, "password");
  if (dirname(cluster.data) !== folder) {
    onProgress(
      `The database lies in ${cluster.data}: PostgreSQL runs as ${cluster.account?.name}, who cannot enter ${folder}`,
    );
  }
  if (!hasCluster(cluster.data)) {
    onProgress(`Creating the database in ${cluster.data}`);
    await createCluster(cluster, { sync: true });
  }
  // A server whose password is lost cannot be joined, and a new one is set while it is down.
  if (!existsSync(passwordFile)) await stopServer(cluster.data);
  const running = await joinServer(cluster.data);
  const password = await ensurePassword(cluster, passwordFile);
  const server = running ?? (await startServer(cluster, join(folder, "server.log")));
  return { server, password };
}

async function explainPermissions<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM")))
      throw error;
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL in ${folder} belongs to another user (${error.message}): start as that user, set DATA_DIR to a folder of your own, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}
