import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterThisProcess } from "usage-db/testing";

/** The server as it was built, which is what `npm start` runs. */
const SERVER = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const LINK = /http:\/\/localhost:(\d+)\/#token=(\S+)/;

/** The real server in a process of its own. */
export interface TestApi {
  readonly url: string;
  /** Of the sign-in link that it printed. */
  readonly linkToken: string;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does, as a crash would. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Kills it, if it still runs. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the server as `npm start` does, and waits for the link that it prints. `variables` are all of its environment but
 * the path. It ends with this process, even when that is killed. Throws when it ends before it is ready.
 */
export async function startTestApi(variables: Readonly<Record<string, string>>): Promise<TestApi> {
  const server = spawn(process.execPath, [SERVER], {
    env: { PATH: process.env["PATH"], ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "close");
  const endWatch = afterThisProcess('kill -KILL "$1"', [String(server.pid)]);
  const endBy = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await ended;
    endWatch();
  };
  const link = new Promise<RegExpExecArray>((resolve) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      const found = LINK.exec(line);
      if (found !== null) resolve(found);
    });
  });
  const found = await Promise.race([link, ended.then(() => null)]);
  if (found === null) {
    endWatch();
    throw new Error("the server ended without printing a sign-in link; its own output above says why");
  }
  const [, port, linkToken = ""] = found;
  return {
    url: `http://127.0.0.1:${port}`,
    linkToken,
    stop: () => endBy("SIGTERM"),
    kill: () => endBy("SIGKILL"),
    [Symbol.asyncDispose]: () => endBy("SIGKILL"),
  };
}
