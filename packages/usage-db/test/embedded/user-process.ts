import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("user.mjs", import.meta.url));

/** A process of its own that uses the embedded database of a folder. */
export interface UserProcess {
  readonly connectionString: string;
  readonly directory: string;
  /** Ends it in good order. */
  release(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a process that may be killed before it has got its database. */
export function spawnUser(folder: string): ChildProcess {
  return spawn(process.execPath, [PROGRAM, folder], { stdio: ["pipe", "pipe", "pipe"] });
}

/** Starts a process and waits until it has got its database. */
export async function startUser(folder: string): Promise<UserProcess> {
  const child = spawnUser(folder);
  const errors: string[] = [];
  child.stderr?.on("data", (chunk) => errors.push(String(chunk)));
  const got = await new Promise<Pick<UserProcess, "connectionString" | "directory">>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The process ended with ${code}: ${errors.join("")}`)));
    if (child.stdout) createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line)));
  });
  const exited = once(child, "exit");
  return {
    ...got,
    release: async () => {
      child.stdin?.end();
      const [code] = await exited;
      if (code !== 0) throw new Error(`The process ended with ${code}: ${errors.join("")}`);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
