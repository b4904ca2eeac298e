import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { processTree, type RunningProcess, stillRunning } from "./processes.ts";

const PROJECT = fileURLToPath(new URL("../../../../", import.meta.url));
const LINK = /(https?:\/\/\S+)\/#token=(\S+)/;

/** The product, as `npm start` runs it. */
export interface RunningProduct {
  readonly npm: ChildProcess;
  /** Everything it said until it was ready. */
  readonly said: string;
  readonly origin: string;
  /** The token of the sign-in link. */
  readonly token: string;
  /** npm and every process below it. */
  readonly processes: readonly RunningProcess[];
}

/** An npm that was started here, and the processes that it was seen to have. */
interface Run {
  readonly npm: ChildProcess;
  seen: readonly RunningProcess[];
}

const started = new Set<Run>();

type Variables = Readonly<Record<string, string>>;

/** Runs `npm start`, as the leader of a process group as in a terminal, and waits for the link. */
export async function npmStart(variables: Variables): Promise<RunningProduct> {
  const npm = spawn("npm", ["start"], { cwd: PROJECT, detached: true, env: environment(variables) });
  const run: Run = { npm, seen: [] };
  started.add(run);
  const said: string[] = [];
  createInterface({ input: npm.stderr }).on("line", (line) => said.push(line));
  const [, origin = "", token = ""] = await new Promise<RegExpExecArray>((resolve, reject) => {
    createInterface({ input: npm.stdout }).on("line", (line) => {
      said.push(line);
      const link = LINK.exec(line);
      if (link !== null) resolve(link);
    });
    npm.once("close", (code) => reject(new Error(`npm start ended with ${code}:\n${said.join("\n")}`)));
  });
  run.seen = processTree(npm.pid ?? 0);
  return { npm, said: said.join("\n"), origin, token, processes: run.seen };
}

/** Kills what tests that failed have left behind. */
export function killLeftovers(): void {
  for (const { npm, seen } of started) {
    const leftovers = [...stillRunning(seen), ...processTree(npm.pid ?? 0)];
    for (const pid of new Set(leftovers.map((process) => process.pid))) process.kill(pid, "SIGKILL");
  }
  started.clear();
}

/** Runs the script behind `npm start` where it is expected to fail. */
export async function failingStart(variables: Variables): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: PROJECT, env: environment(variables) });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  child.stdout.resume();
  const [code] = await once(child, "close");
  return { code, stderr };
}

/** Ours, without what would change the product's set-up. */
function environment(variables: Variables): NodeJS.ProcessEnv {
  const { DATABASE_URL: _1, REDIS_URL: _2, AUTH_SECRET: _3, PUBLIC_URL: _4, HOST: _5, ...ours } = process.env;
  return { ...ours, ...variables };
}
