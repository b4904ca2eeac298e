import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { UsageLog } from "usage-core";

const SERVER = fileURLToPath(new URL("../../api/dist/main.js", import.meta.url));
const COMMAND_LINE = fileURLToPath(new URL("../../api/dist/cli/main.js", import.meta.url));

/** What the server and the command line are told through the environment. */
export type Variables = Readonly<Record<string, string>>;

export interface NewFirm {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface RunningApi {
  readonly url: string;
  /** Of the sign-in link that the server printed. */
  readonly linkToken: string;
  stop(): Promise<void>;
}

/** Starts the server as `npm start` does, and waits for the link that it prints. */
export async function startApi(variables: Variables): Promise<RunningApi> {
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  for await (const line of createInterface(server.stdout)) {
    const [, port, linkToken] = /http:\/\/localhost:(\d+)\/#token=(\S+)/.exec(line) ?? [];
    if (port !== undefined && linkToken !== undefined) return { url: `http://127.0.0.1:${port}`, linkToken, stop };
  }
  throw new Error("the server ended without printing a sign-in link; its own output above says why");
}

/** Brings an empty database's schema up to date and loads the demo's firms and calls. */
export async function loadDemo(variables: Variables): Promise<void> {
  await usage(variables, ["migrate"]);
  await usage(variables, ["demo"]);
}

/** What `usage token` prints: an access token, or with `--link` a link that signs in. */
export async function printToken(variables: Variables, options: readonly string[]): Promise<string> {
  return (await usage(variables, ["token", ...options])).trim();
}

/** Imports calls into a firm, which is created when it is not there; without calls there is only the firm. */
export async function importCalls(variables: Variables, firm: NewFirm, calls: readonly UsageLog[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "usage-e2e-"));
  try {
    const file = join(folder, "calls.ndjson");
    await writeFile(file, calls.map((call) => `${JSON.stringify(call)}\n`).join(""));
    const { id, name, timeZone } = firm;
    await usage(variables, ["import", file, "--firm", id, "--create", "--name", name, "--time-zone", timeZone]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs the command line to its end and gives what it printed; throws when it fails. */
async function usage(variables: Variables, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND_LINE, ...args], {
    env: { ...process.env, ...variables },
  });
  return stdout;
}
