// npm start: whatever is missing is installed and built, then this process becomes the API.
import "./lib/require-node.mjs";
import { ensureBuilt } from "./lib/ensure.mjs";
import { endWithNpm } from "./lib/npm-watch.mjs";
import { progressOn } from "./lib/progress.mjs";
import { runScript } from "./lib/script.mjs";

endWithNpm();
await runScript(async () => {
  await ensureBuilt(progressOn(process.stdout));
  await import("../apps/api/dist/main.js");
});
