import { StepFailed } from "./ensure.mjs";
import { endOnSignals, isAskedToEnd } from "./interrupts.mjs";

/** Runs a script's work: a signal ends it with its programs, and a step that failed ends it with one clear message. */
export async function runScript(work) {
  endOnSignals();
  try {
    await work();
  } catch (error) {
    // A step whose program was ended fails, and that is no news: the process is about to exit.
    if (isAskedToEnd()) return;
    if (!(error instanceof StepFailed)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
