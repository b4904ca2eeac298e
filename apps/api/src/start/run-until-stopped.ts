import { onStopSignal } from "../stop-signals.ts";
import { describeFailure } from "./describe-failure.ts";

/** How long an orderly end may take, in milliseconds. */
const STOP_DEADLINE_MS = 10_000;

export interface Run {
  /** Aborted as soon as the process is to end. */
  readonly signal: AbortSignal;
  /**
   * What must be done before the process ends; the last one added is done first. Throws when the process is to end
   * already, so that the start goes no further.
   */
  onStop(end: () => Promise<unknown>): void;
}

/**
 * Runs a server until SIGINT or SIGTERM asks it to stop; then it shuts down in order, with exit code 0.
 *
 * A fault at the start, or one that nothing else caught, is reported; then it shuts down in order too, with code 1. A
 * second signal ends the process at once, and so does a shutdown that takes over ten seconds.
 */
export async function runUntilStopped(start: (run: Run) => Promise<void>): Promise<never> {
  let exitCode = 0;
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));

  function end(): void {
    if (stop.signal.aborted) return;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    stop.abort();
  }
  function fail(error: unknown): void {
    exitCode = 1;
    process.stderr.write(`${describeFailure(error)}\n`);
    end();
  }
  onStopSignal(end);
  process.on("uncaughtException", fail);

  const ends: (() => Promise<unknown>)[] = [];
  try {
    await start({
      signal: stop.signal,
      onStop(end) {
        ends.push(end);
        stop.signal.throwIfAborted();
      },
    });
    await stopped;
  } catch (error) {
    // An interrupted start has nothing to report.
    if (!stop.signal.aborted) fail(error);
  }
  for (const end of ends.toReversed()) await end().catch(fail);
  process.exit(exitCode);
}
