import { Command } from "commander";
import { printable } from "usage-core";
import { type Difference, type ReconciledSums, type Reconciliation, reconcile } from "usage-db";
import { Unsuccessful } from "../cli-error.ts";
import { requireFirm } from "../firms.ts";
import { firmIdOption } from "../option-parsers.ts";
import type { Shell } from "../shell.ts";
import { counted } from "../text.ts";
import { unlessInterrupted, withDatabase } from "../with-database.ts";

/** Differences that are shown: the first ones tell what kind of fault it is. */
const SHOWN = 20;

export function reconcileCommand(shell: Shell): Command {
  return new Command("reconcile")
    .description("recompute every sum from the ledger and compare it with what readers are told")
    .option("--firm <id>", "one firm (default: all)", firmIdOption)
    .addHelpText(
      "after",
      `
It must find nothing; the exit code is 1 if it does. It reads the whole ledger, so it takes its time.

Examples:
  npm run usage -- reconcile
  npm run usage -- reconcile --firm acme`,
    )
    .action(async ({ firm: firmId }: { firm?: string }) => {
      const found = await withDatabase(shell, async (database) => {
        if (firmId !== undefined) await requireFirm(database, firmId);
        return unlessInterrupted(shell.signal, reconcile(database, firmId));
      });
      shell.stdout.write(describe(found));
      if (found.differenceCount > 0) throw new Unsuccessful();
    });
}

function describe({ firms, differenceCount, differences }: Reconciliation): string {
  const compared = counted(firms, "firm");
  if (differenceCount === 0) return `${compared}: every sum equals its ledger.\n`;
  const shown = differences.slice(0, SHOWN).map(describeDifference);
  const more = differenceCount - shown.length;
  return [
    `${compared}: ${counted(differenceCount, "sum")} ${differenceCount === 1 ? "differs" : "differ"} from the ledger.`,
    ...shown,
    ...(more > 0 ? [`… and ${more.toLocaleString("en-GB")} more`] : []),
    `Run "npm run usage -- rebuild --firm ID" for each firm named.\n`,
  ].join("\n");
}

function describeDifference({ firmId, grouping, day, key, ledger, read }: Difference): string {
  const name = [firmId, day, grouping, ...(key === null ? [] : [key])].join(" ");
  return printable(`  ${name}: the ledger has ${describeSums(ledger)}; readers are told ${describeSums(read)}`);
}

function describeSums({ calls, failedCalls, unpricedCalls, tokens, cost }: ReconciledSums): string {
  return `${calls} calls (${failedCalls} failed, ${unpricedCalls} unpriced), ${tokens} tokens, ${cost} EUR`;
}
