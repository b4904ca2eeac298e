import { Command } from "commander";
import { loadDemo } from "../../demo/load-demo.ts";
import { Interrupted } from "../cli-error.ts";
import { startProgressBar } from "../progress-bar.ts";
import type { Shell } from "../shell.ts";
import { counted, secondsSince } from "../text.ts";
import { withLedger } from "../with-database.ts";

export function demoCommand(shell: Shell): Command {
  return new Command("demo")
    .description("load demonstration data: three invented law firms, 14 months, some 150,000 calls")
    .addHelpText(
      "after",
      `
The calls end at the present instant. Run again on a later day it adds what has happened since, and
nothing twice.

Example:
  npm run usage -- demo && npm run usage -- report --firm demo-bucharest`,
    )
    .action(async () => {
      const start = performance.now();
      await withLedger(shell, async ({ database, cache }) => {
        const bar = startProgressBar(shell.stderr, "Loading demonstration data", 100);
        try {
          const { added, firmIds } = await loadDemo(database, {
            asOf: shell.clock(),
            cache,
            signal: shell.signal,
            onProgress: (_, fraction) => bar.update(fraction * 100),
          });
          bar.stop();
          shell.stdout.write(`${counted(added, "call")} added in ${secondsSince(start)}, for ${firmIds.join(", ")}.\n`);
        } finally {
          bar.stop();
        }
        if (shell.signal.aborted) throw new Interrupted("Stopped before the end; run it again to load the rest.");
      });
    });
}
