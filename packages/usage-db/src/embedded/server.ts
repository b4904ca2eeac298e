import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { runAs } from "./account.ts";
import { type Cluster, PROGRAM_ENV, reasonIn } from "./cluster.ts";
import { EmbeddedDatabaseError } from "./error.ts";
import { findFreePort } from "./free-port.ts";
import { disownStalePidFile, findPostmaster, type Postmaster } from "./postmaster.ts";
import { isRunning } from "./processes.ts";
import { waitUntil } from "./wait-until.ts";

/** PostgreSQL's configuration parameters by name. */
export type Settings = Readonly<Record<string, string>>;

/** Sized for a laptop or a small container. Durable: fsync stays on. */
const SETTINGS: Settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  // Nobody replicates it.
  wal_level: "minimal",
  max_wal_senders: "0",
  // Compiling a plan takes longer than these queries do.
  jit: "off",
};

const PORT_ATTEMPTS = 5;
/** Recovery after a crash is part of a start. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
const MAX_LOG_BYTES = 5_000_000;

/** Starts a server on the cluster, on a free port of 127.0.0.1, and waits until it takes connections. */
export async function startServer(cluster: Cluster, logFile: string, settings: Settings = {}): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    disownStalePidFile(cluster.data);
    const port = await findFreePort();
    const outcome = await launch(cluster, logFile, { ...SETTINGS, ...settings, port: String(port) });
    if (typeof outcome !== "string") return outcome;
    // Somebody took the port between our look and the server's.
    if (attempt < PORT_ATTEMPTS && outcome.includes("could not bind")) continue;
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL did not start: ${reasonIn(outcome) ?? "no reason given"} (log: ${logFile})`,
    );
  }
}

/** The server that already runs on `data`, once it takes connections; `null` when none does. */
export async function joinServer(data: string): Promise<Postmaster | null> {
  const found = findPostmaster(data);
  if (found === null) return null;
  const settled = await waitUntil(() => settledPostmaster(data, found.stamp), { timeoutMs: START_TIMEOUT_MS });
  if (settled === null) throw tooLong(found.pid, "neither started nor stopped", START_TIMEOUT_MS);
  return settled === "gone" ? null : settled;
}

/** Stops the server on `data`: open transactions are rolled back, everything committed is kept. */
export async function stopServer(data: string): Promise<void> {
  const server = findPostmaster(data);
  if (server === null) return;
  signal(server.pid, "SIGINT");
  const gone = await waitUntil(() => (isRunning(server.stamp) ? null : true), { timeoutMs: STOP_TIMEOUT_MS });
  if (gone === null) throw tooLong(server.pid, "not stopped", STOP_TIMEOUT_MS);
}

/** Gives the server, or what it wrote to its log before it ended. */
async function launch(cluster: Cluster, logFile: string, settings: Settings): Promise<Postmaster | string> {
  const logSize = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(logFile, logSize > MAX_LOG_BYTES ? "w" : "a", 0o600);
  const logStart = logSize > MAX_LOG_BYTES ? 0 : logSize;
  const parameters = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // In a session of its own: Ctrl-C must reach this process only, which stops the server when nobody uses it any more.
  const child = spawn(cluster.binaries.postgres, ["-D", cluster.data, ...parameters], {
    ...runAs(cluster.account),
    env: PROGRAM_ENV,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let fault: string | null = null;
  child.once("error", (error) => {
    fault = error.message;
  });
  let hasEnded = false;
  child.once("exit", () => {
    hasEnded = true;
  });
  child.unref();
  const outcome = await waitUntil(
    () => {
      if (fault !== null) return fault;
      if (hasEnded) return readFileSync(logFile).subarray(logStart).toString();
      const server = findPostmaster(cluster.data);
      return server?.pid === child.pid && server?.status === "ready" ? server : null;
    },
    { timeoutMs: START_TIMEOUT_MS },
  );
  if (outcome !== null) return outcome;
  child.kill("SIGQUIT");
  throw tooLong(child.pid ?? 0, "not started", START_TIMEOUT_MS);
}

/** The server once it is ready, "gone" once it has ended, `null` in between. */
function settledPostmaster(data: string, stamp: string): Postmaster | "gone" | null {
  if (!isRunning(stamp)) return "gone";
  const server = findPostmaster(data);
  return server?.status === "ready" ? server : null;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // Gone already is what we want; anything else is not.
    if (error instanceof Error && "code" in error && error.code !== "ESRCH") throw error;
  }
}

function tooLong(pid: number, what: string, limitMs: number): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The embedded PostgreSQL (process ${pid}) has ${what} within ${limitMs / 1000} s: end it, then try again.`,
  );
}
