import { CommanderError } from "commander";
import { INTERRUPTED } from "../stop-signals.ts";
import { Interrupted, Unsuccessful } from "./cli-error.ts";
import { describeFailure } from "./describe-failure.ts";
import { createProgram } from "./program.ts";
import type { Shell } from "./shell.ts";

/** Runs one command and gives the exit code: 0, 1 when it failed or its outcome is not good, 130 when it was stopped. */
export async function runCli(args: readonly string[], shell: Shell): Promise<number> {
  try {
    await createProgram(shell).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has printed the reason.
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof Unsuccessful) return 1;
    shell.stderr.write(`error: ${describeFailure(error)}\n`);
    return error instanceof Interrupted ? INTERRUPTED : 1;
  }
}
