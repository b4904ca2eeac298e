import { Command } from "commander";
import type { DateRange } from "usage-core";
import {
  type Database,
  foldAll,
  listReprices,
  previewReprice,
  type RepriceOptions,
  type Repricing,
  reprice,
  undoReprice,
  vacuumDeltas,
} from "usage-db";
import { ACTOR } from "../actor.ts";
import { CliError, Interrupted } from "../cli-error.ts";
import { requireFirm } from "../firms.ts";
import { dateOption, firmIdOption, numberOption } from "../option-parsers.ts";
import { stylingOf } from "../report/render-table.ts";
import { renderReprices, renderRepricing, renderRun } from "../reprice/render-repricing.ts";
import type { Shell } from "../shell.ts";
import { counted } from "../text.ts";
import { type Ledger, withDatabase, withLedger } from "../with-database.ts";

interface RepriceCommandOptions {
  readonly from?: string;
  readonly to?: string;
  readonly firm?: string;
  readonly model?: string;
  readonly dryRun?: true;
  readonly undo?: number;
  readonly list?: true;
}

export function repriceCommand(shell: Shell): Command {
  return new Command("reprice")
    .description("give calls whose cost we compute the cost that today's prices and rates make")
    .option("--from <date>", "first day, YYYY-MM-DD, in each firm's time zone", dateOption)
    .option("--to <date>", "last day, YYYY-MM-DD", dateOption)
    .option("--firm <id>", "one firm (default: all)", firmIdOption)
    .option("--model <id>", "one model (default: all)")
    .option("--dry-run", "show what would change, and change nothing")
    .option("--undo <run>", "give the calls that a run changed their former cost back", numberOption)
    .option("--list", "list the runs so far")
    .addHelpText(
      "after",
      `
What will change is shown first. Costs that were reported with a call are never changed. Each run is
written down and can be undone; a call that was changed again since keeps what it was changed to.

Examples:
  npm run usage -- reprice --from 2026-10-01 --to 2026-10-31 --dry-run
  npm run usage -- reprice --from 2026-10-01 --to 2026-10-31 --firm acme
  npm run usage -- reprice --undo 7`,
    )
    .action(async (options: RepriceCommandOptions) => {
      if (options.list) return list(shell);
      if (options.undo !== undefined) return undo(shell, options.undo);
      const range = rangeOf(options);
      const asked = (database: Database): Promise<RepriceOptions> => askedOf(shell, database, range, options);
      if (options.dryRun) {
        const preview = await withDatabase(shell, async (database) => previewReprice(database, await asked(database)));
        tell(shell, preview);
        shell.stdout.write("Nothing was changed: this was a dry run.\n");
        assertComplete(preview);
        return;
      }
      await withLedger(shell, async (ledger) => {
        const options = await asked(ledger.database);
        const preview = await previewReprice(ledger.database, options);
        tell(shell, preview);
        assertComplete(preview);
        if (preview.groups.length === 0) return;
        const run = await reprice(ledger.database, { ...options, by: ACTOR });
        await settle(ledger);
        shell.stdout.write(`${renderRun(run)}\n`);
        assertComplete(run);
      });
    });
}

function rangeOf({ from, to }: RepriceCommandOptions): DateRange {
  if (from === undefined || to === undefined) {
    throw new CliError("Give --from and --to: the first and the last day of the calls to price anew.");
  }
  if (from > to) throw new CliError(`--from ${from} lies after --to ${to}.`);
  return { startDate: from, endDate: to };
}

async function askedOf(
  shell: Shell,
  database: Database,
  range: DateRange,
  { firm, model }: RepriceCommandOptions,
): Promise<RepriceOptions> {
  if (firm !== undefined) await requireFirm(database, firm);
  return { range, firmId: firm ?? null, model: model ?? null, signal: shell.signal };
}

async function undo(shell: Shell, runId: number): Promise<void> {
  const undone = await withLedger(shell, async (ledger) => {
    const done = await undoReprice(ledger.database, runId, { by: ACTOR, signal: shell.signal });
    await settle(ledger);
    return done;
  });
  shell.stdout.write(`${counted(undone.restoredCalls, "call")} restored.\n`);
  if (undone.leftCalls > 0) {
    shell.stdout.write(`${counted(undone.leftCalls, "call")} changed again since, and left as they are.\n`);
  }
  assertComplete(undone);
}

async function list(shell: Shell): Promise<void> {
  const runs = await withDatabase(shell, listReprices);
  shell.stdout.write(`${renderReprices(runs, stylingOf(shell.stdout))}\n`);
}

/** Folds at once, so that the next reader need not add up what this run changed. */
async function settle({ database, cache }: Ledger): Promise<void> {
  await foldAll(database, cache);
  await vacuumDeltas(database);
}

function tell(shell: Shell, repricing: Repricing): void {
  shell.stdout.write(`${renderRepricing(repricing, stylingOf(shell.stdout))}\n`);
}

function assertComplete({ isComplete }: { readonly isComplete: boolean }): void {
  if (!isComplete)
    throw new Interrupted("Stopped before the end. What was done by then is kept; run it again to go on.");
}
