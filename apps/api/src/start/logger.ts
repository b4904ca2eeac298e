import { destination, type Logger, pino } from "pino";
import type { Env } from "../env.ts";

/** Logs JSON lines to stderr: stdout is for people. At `info` it also logs every request. */
export function createLogger(level: Env["logLevel"]): Logger {
  // Written synchronously, so that the last lines of a process that ends are not lost.
  return pino({ level }, destination({ fd: 2, sync: true }));
}
