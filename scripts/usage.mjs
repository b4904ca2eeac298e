// npm run usage -- ...: the command line. Its standard output is its own: progress goes to standard error.
import "./lib/require-node.mjs";
import { ensureBuilt } from "./lib/ensure.mjs";
import { endWithNpm } from "./lib/npm-watch.mjs";
import { progressOn } from "./lib/progress.mjs";
import { runScript } from "./lib/script.mjs";

endWithNpm();
await runScript(async () => {
  await ensureBuilt(progressOn(process.stderr));
  // npm changes to the project's folder; file names are relative to where the caller stands.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import("../apps/api/dist/cli/main.js");
});
