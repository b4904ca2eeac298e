// npm run bench -- ...: measures, and writes docs/benchmarks.md.
import "./lib/require-node.mjs";
import { ensureBuilt } from "./lib/ensure.mjs";
import { pnpm } from "./lib/pnpm.mjs";
import { progressOn } from "./lib/progress.mjs";
import { runScript } from "./lib/script.mjs";

await runScript(async () => {
  await ensureBuilt(progressOn(process.stderr));
  const flags = process.argv.slice(2);
  const { code } = await pnpm(["--filter", "api", "run", "bench", ...flags], { speak: true });
  process.exitCode = code ?? 1;
});
