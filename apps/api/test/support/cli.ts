import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { runCli } from "../../src/cli/run-cli.ts";
import { parseEnv } from "../../src/env.ts";

/** What a command left behind. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliWorld {
  readonly variables: Readonly<Record<string, string>>;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  /** Whether the outputs are terminals. */
  readonly isTTY?: boolean;
}

/** Runs a command as the command line does, in this process, with nothing of this process's environment. */
export async function cli(args: readonly string[], world: CliWorld): Promise<CliResult> {
  const { variables, now, signal = new AbortController().signal, isTTY = false } = world;
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const said = Promise.all([text(stdout), text(stderr)]);
  const code = await runCli(args, {
    stdout,
    stderr,
    signal,
    clock: () => now ?? new Date(),
    readEnv: (needs) => parseEnv(variables, needs),
  });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}
