import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The server as it is deployed, in a process of its own: the load takes its cores, but never its thread. */
export class UsageServer {
  readonly url: string;
  readonly #process: ChildProcessByStdio<null, Readable, null>;

  private constructor(url: string, process: ChildProcessByStdio<null, Readable, null>) {
    this.url = url;
    this.#process = process;
  }

  static async start(databaseUrl: string): Promise<UsageServer> {
    const env = { DATABASE_URL: databaseUrl, AUTH_SECRET: "of the bench alone, which tells nobody", PORT: "0" };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface(child.stdout);
    for await (const line of lines) {
      // The link that signs in: it listens.
      const [, port] = /http:\/\/localhost:(\d+)/.exec(line) ?? [];
      if (port === undefined) continue;
      child.stdout.resume();
      return new UsageServer(`http://127.0.0.1:${port}`, child);
    }
    throw new Error("The server did not start.");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await ended;
  }
}
