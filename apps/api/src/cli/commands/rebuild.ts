import { Command } from "commander";
import { rebuild } from "usage-db";
import { requireFirm } from "../firms.ts";
import { firmIdOption } from "../option-parsers.ts";
import type { Shell } from "../shell.ts";
import { secondsSince } from "../text.ts";
import { unlessInterrupted, withLedger } from "../with-database.ts";

export function rebuildCommand(shell: Shell): Command {
  return new Command("rebuild")
    .description("recount a firm's usage from its ledger")
    .requiredOption("--firm <id>", "the firm", firmIdOption)
    .addHelpText(
      "after",
      `
Needed after calls were loaded around the ledger's triggers, or when "reconcile" finds a difference.
Readers see nothing in between; writers of this firm wait until it is done.

Example:
  npm run usage -- rebuild --firm acme`,
    )
    .action(async ({ firm: firmId }: { firm: string }) => {
      const start = performance.now();
      await withLedger(shell, async ({ database, cache }) => {
        await requireFirm(database, firmId);
        await unlessInterrupted(shell.signal, rebuild(database, cache, firmId));
      });
      shell.stdout.write(`Recounted ${JSON.stringify(firmId)} in ${secondsSince(start)}.\n`);
    });
}
