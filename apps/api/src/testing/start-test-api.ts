import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterThisProcess } from "usage-db/testing";
import { findUnassignedPort } from "./unassigned-port.ts";

/** The server as it was built, and as `npm start` runs it. */
const SERVER = ["--max-semi-space-size=32", fileURLToPath(new URL("../../dist/main.js", import.meta.url))];
const LINK_TOKEN = /\/#token=(\S+)/;

/** The real server, in a process of its own. */
export interface TestApi {
  readonly url: string;
  /** Of the sign-in link that it printed; another one after `restart`. */
  readonly linkToken: string;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does, as a crash would. */
  kill(): Promise<void>;
  /** Kills it if it runs, and starts it on the same port. */
  restart(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The environment of the server, all but the path and the port. */
type Variables = Readonly<Record<string, string>>;

/**
 * Starts the built server on a free loopback port and waits until it serves. It ends with this process, even when that is
 * killed. Throws when it ends before it serves.
 */
export async function startTestApi(variables: Variables): Promise<TestApi> {
  const port = await findUnassignedPort();
  const settings = { ...variables, PORT: String(port) };
  return new RunningApi(`http://127.0.0.1:${port}`, settings, await startServer(settings));
}

/** A process, its sign-in link's token, and how to end it. */
interface Server {
  readonly linkToken: string;
  end(signal: NodeJS.Signals): Promise<void>;
}

class RunningApi implements TestApi {
  readonly url: string;
  readonly #variables: Variables;
  #server: Server;

  constructor(url: string, variables: Variables, server: Server) {
    this.url = url;
    this.#variables = variables;
    this.#server = server;
  }

  get linkToken(): string {
    return this.#server.linkToken;
  }

  stop(): Promise<void> {
    return this.#server.end("SIGTERM");
  }

  kill(): Promise<void> {
    return this.#server.end("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.kill();
    this.#server = await startServer(this.#variables);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

async function startServer(variables: Variables): Promise<Server> {
  const child = spawn(process.execPath, SERVER, {
    env: { PATH: process.env["PATH"], ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const endWatch = afterThisProcess('[ -n "$1" ] && kill -KILL "$1"', [String(child.pid ?? "")]);
  void ended.catch(() => undefined).then(endWatch);
  // Read to the end even after the link was found: a server whose output is full would wait for its reader.
  const lines = createInterface({ input: child.stdout });
  const linkToken = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      const [, token] = LINK_TOKEN.exec(line) ?? [];
      if (token !== undefined) resolve(token);
    });
    ended.then(() => reject(new Error("the server ended before it served; its own words above say why")), reject);
  });
  return {
    linkToken,
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
