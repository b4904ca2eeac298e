import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterThisProcess } from "../embedded/after-this-process.ts";
import { findFreePort } from "../embedded/free-port.ts";

/** A Redis of its own for one test file or one benchmark. It keeps nothing on the disk. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Of the server; another one after `restart`. */
  readonly pid: number;
  /** Freezes it: it keeps its connections, takes new ones, and answers none. */
  pause(): void;
  resume(): void;
  /** Kills it. */
  stop(): Promise<void>;
  /** Stops it if it runs, and starts an empty one on the same port. */
  restart(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const INSTALL_IT = "install Redis 6 or newer (Debian, Ubuntu: apt-get install redis-server)";
/** Another process may take a free port before the server does. */
const PORTS_TO_TRY = 5;

/** Starts a throw-away Redis on a free loopback port. It ends with this process, even when that is killed. */
export async function startTestRedis(): Promise<TestRedis> {
  for (let tried = 1; ; tried++) {
    const port = await findFreePort();
    try {
      return new RunningRedis(port, await startServer(port));
    } catch (error) {
      if (tried === PORTS_TO_TRY) throw error;
    }
  }
}

/** A process and how to end it and what belongs to it. */
interface Server {
  readonly pid: number;
  stop(): Promise<void>;
}

class RunningRedis implements TestRedis {
  readonly port: number;
  #server: Server;

  constructor(port: number, server: Server) {
    this.port = port;
    this.#server = server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#server.pid;
  }

  pause(): void {
    process.kill(this.pid, "SIGSTOP");
  }

  resume(): void {
    process.kill(this.pid, "SIGCONT");
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#server = await startServer(this.port);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

async function startServer(port: number): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "usage-redis-"));
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const endWatch = afterThisProcess('[ -n "$1" ] && kill -KILL "$1"; rm -rf "$2"', [String(child.pid ?? ""), folder]);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      // A frozen process reacts to no other signal.
      child.kill("SIGKILL");
      await ended.catch(() => undefined);
      endWatch();
      rmSync(folder, { recursive: true, force: true });
    })();
    return stopped;
  };
  try {
    await untilReady(child.stdout, ended);
    if (child.pid === undefined) throw new Error("redis-server has no process id.");
    return { pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Fails with the server's last words when it ends before it serves, or with how to install it. */
async function untilReady(output: Readable, ended: Promise<unknown>): Promise<void> {
  let lastWords = "";
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: output }).on("line", (line) => {
      if (line.includes("Ready to accept connections")) resolve();
      lastWords = line || lastWords;
    });
  });
  const failed = ended.then(
    () => {
      throw new Error(`redis-server ended before it was ready: ${lastWords}`);
    },
    (error: Error) => {
      throw new Error(`redis-server cannot be run (${error.message}): ${INSTALL_IT}`);
    },
  );
  await Promise.race([ready, failed]);
}
