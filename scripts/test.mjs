// npm test: sets up what is missing, then runs every gate. The last line is the count.
import "./lib/require-node.mjs";
import { ensureBuilt, StepFailed } from "./lib/ensure.mjs";
import { runGates } from "./lib/gates.mjs";
import { progressOn } from "./lib/progress.mjs";
import { runScript } from "./lib/script.mjs";
import { staticGates } from "./lib/static-gates.mjs";
import { ensureSystemTools } from "./lib/system-tools.mjs";
import { testGates } from "./lib/test-gates.mjs";

const progress = progressOn(process.stdout);

/** What every gate stands on. Counts as one that failed: without it no other can run. */
async function setUp() {
  try {
    await ensureSystemTools(progress);
    await ensureBuilt(progress);
    return { passed: 1, failed: 0 };
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { passed: 0, failed: 1, output: error.message };
  }
}

await runScript(async () => {
  const started = performance.now();
  const ready = await setUp();
  if (ready.failed > 0) progress.say(ready.output);
  const found =
    ready.failed > 0 ? { passed: 0, failed: 0 } : await runGates([...staticGates(), ...testGates()], progress);
  const failed = ready.failed + found.failed;
  progress.say(progress.paint.dim(`in ${Math.round((performance.now() - started) / 1000)} s`));
  progress.say(`${ready.passed + found.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
