import { constants } from "node:os";
import { endPrograms } from "./run.mjs";

let asked = false;

/** Whether this process was asked to end. */
export function isAskedToEnd() {
  return asked;
}

/**
 * From now on a signal ends the programs that run, and then this process. Once the process has come to handle the signal
 * itself, as the API does, that is left to it; a closed terminal is then the same as being asked to stop.
 */
export function endOnSignals() {
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  process.on("SIGHUP", () => (isHandledByOthers("SIGTERM") ? process.kill(process.pid, "SIGTERM") : end("SIGHUP")));
}

async function end(signal) {
  const isFirst = !asked;
  asked = true;
  if (!isFirst || isHandledByOthers(signal)) return;
  await endPrograms();
  process.exit(128 + constants.signals[signal]);
}

function isHandledByOthers(signal) {
  return process.listeners(signal).some((listener) => listener !== end);
}
