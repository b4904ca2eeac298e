import { systemClock } from "usage-db";
import { readEnv } from "../env.ts";
import { onStopSignal } from "../stop-signals.ts";
import { runCli } from "./run-cli.ts";

const stop = new AbortController();
onStopSignal(() => stop.abort());
// The reader of the output (head, less) may stop reading first: then there is nobody to report to.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  clock: systemClock,
  readEnv,
});
process.exitCode = exitCode;
// Interrupted work may still wait for an answer that nobody needs any more.
if (stop.signal.aborted) process.exit(exitCode);
