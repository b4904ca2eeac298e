/** What a shell reports for a process that Ctrl-C ended. */
export const INTERRUPTED = 130;

/**
 * npm passes on the Ctrl-C that the terminal has sent to this process as well: a signal this soon after the first is the
 * same one.
 */
const ECHO_MS = 500;

/** Calls `stop` when SIGINT or SIGTERM asks for an orderly end. Asked again, the process ends at once. */
export function onStopSignal(stop: () => void): void {
  let first = Number.POSITIVE_INFINITY;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (performance.now() - first > ECHO_MS) process.exit(INTERRUPTED);
      first = Math.min(first, performance.now());
      stop();
    });
  }
}
