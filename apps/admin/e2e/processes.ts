import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { UsageLogInput } from "usage-core";

const COMMAND_LINE = fileURLToPath(new URL("../../api/dist/cli/main.js", import.meta.url));

/** What the server and the command line are told through the environment. */
export type Variables = Readonly<Record<string, string>>;

export interface NewFirm {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
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
export async function importCalls(variables: Variables, firm: NewFirm, calls: readonly UsageLogInput[]): Promise<void> {
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
