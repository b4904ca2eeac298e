import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

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
    const port = await freePort();
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
  try {
    const pid = await isReady(child, port);
    const endWatch = killWithThisProcess(pid, folder);
    const ended = once(child, "exit");
    const stop = async () => {
      // Also a frozen one hears this signal.
      child.kill("SIGKILL");
      await ended;
      endWatch();
      rmSync(folder, { recursive: true, force: true });
    };
    return { pid, stop };
  } catch (error) {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Waits until the server says that it serves; fails with its last words when it ends instead. */
async function isReady(child: ChildProcess & { stdout: NodeJS.ReadableStream }, port: number): Promise<number> {
  const cannotRun = once(child, "error").then(([error]) => {
    throw new Error(`redis-server cannot be run (${error.message}): ${INSTALL_IT}`);
  });
  const serves = (async () => {
    let lastWords = "";
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes("Ready to accept connections")) break;
      lastWords = line || lastWords;
    }
    // Nobody reads on: without this a full pipe would stop the server.
    child.stdout.resume();
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`redis-server on ${port}: ${lastWords}`);
    return child.pid;
  })();
  return Promise.race([serves, cannotRun]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no free TCP port.");
  return address.port;
}

/** A shell reads the end of its input when this process is gone, however it went. Gives a function that calls it off. */
function killWithThisProcess(pid: number, folder: string): () => void {
  const script = 'read -r called_off && exit; kill -KILL "$1"; rm -rf "$2"';
  const shell = spawn("/bin/sh", ["-c", script, "sh", String(pid), folder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  return () => shell.stdin.end("called off\n");
}
