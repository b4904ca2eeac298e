// npm run check: everything that is checked without running the code. Every gate that fails is shown, not only the first.
import "./lib/require-node.mjs";
import { ensureBuilt } from "./lib/ensure.mjs";
import { runGates } from "./lib/gates.mjs";
import { progressOn } from "./lib/progress.mjs";
import { runScript } from "./lib/script.mjs";
import { staticGates } from "./lib/static-gates.mjs";

const progress = progressOn(process.stdout);
await runScript(async () => {
  await ensureBuilt(progress);
  const { passed, failed } = await runGates(staticGates(), progress);
  progress.say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
