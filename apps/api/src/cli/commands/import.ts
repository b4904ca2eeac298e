import { basename, dirname, extname, join, resolve } from "node:path";
import { Command, Option } from "commander";
import { foldAll, vacuumDeltas } from "usage-db";
import { CliError, Interrupted, Unsuccessful } from "../cli-error.ts";
import { describeFailure } from "../describe-failure.ts";
import { type ImportCounts, type ImportOutcome, importCalls } from "../import/import-calls.ts";
import { type FileFormat, type OpenedFile, openUsageFile } from "../import/open-usage-file.ts";
import { RejectsFile } from "../import/rejects-file.ts";
import { targetFirm } from "../import/target-firm.ts";
import { firmIdOption, timeZoneOption } from "../option-parsers.ts";
import { startProgressBar } from "../progress-bar.ts";
import type { Shell } from "../shell.ts";
import { counted, secondsSince } from "../text.ts";
import { type Ledger, withLedger } from "../with-database.ts";

interface ImportOptions {
  readonly firm: string;
  readonly create?: true;
  readonly timeZone?: string;
  readonly name?: string;
  readonly format?: FileFormat;
  readonly rejects?: string;
}

/** How many bad lines are listed on screen; all of them are in the rejects file. */
const LISTED_REJECTS = 20;

export function importCommand(shell: Shell): Command {
  return new Command("import")
    .description("add the calls of a CSV or NDJSON file to a firm's ledger")
    .argument("<file>", "a .csv file, or .ndjson (.jsonl) with one JSON object a line")
    .requiredOption("--firm <id>", "the firm", firmIdOption)
    .option("--create", "create the firm if there is none of this id")
    .option("--time-zone <zone>", "with --create: its IANA time zone, such as Europe/Bucharest", timeZoneOption)
    .option("--name <name>", "with --create: its name (default: its id)")
    .addOption(
      new Option("--format <format>", "what the file is, when its name does not tell").choices(["csv", "ndjson"]),
    )
    .option("--rejects <file>", "where bad lines are written (default: FILE.rejects.csv or .ndjson, beside FILE)")
    .addHelpText(
      "after",
      `
Columns of a CSV, in any order, and fields of a JSON object:
  id            unique within the firm: a call whose id is there already changes nothing
  userId        empty (null, absent) for a batch job
  feature       such as assistant_chat
  model         such as gpt-4o
  inputTokens   a whole number
  outputTokens  a whole number
  costEur       a decimal of EUR, kept exactly; empty (null, absent) when it is not known
  success       true or false
  createdAt     ISO 8601 with Z or an offset: 2026-11-24T09:30:00Z

Good lines are kept and bad ones rejected: each is listed with its number and reason, and written as
it was to the rejects file, which can be mended and imported. Importing a file again adds nothing
twice; after Ctrl-C it goes on where it stopped. The exit code is 1 if any line was bad.

Examples:
  npm run usage -- import calls.csv --firm acme
  npm run usage -- import calls.ndjson --firm acme --create --time-zone Europe/Bucharest --name "Acme SRL"`,
    )
    .action(async (path: string, options: ImportOptions) => {
      const create = firmToCreate(options);
      const file = await openUsageFile(path, options.format);
      try {
        const rejects = new RejectsFile(rejectsPath(path, file, options.rejects), file.header);
        await withLedger(shell, async (ledger) => {
          const start = performance.now();
          const firm = await targetFirm(ledger.database, { firmId: options.firm, create });
          const outcome = await runImport({ shell, ledger, firmId: firm.id, path, file, rejects });
          report(shell, outcome, rejects, secondsSince(start));
        });
      } finally {
        await file.close();
      }
    });
}

function firmToCreate({ create, timeZone, name }: ImportOptions) {
  if (create === undefined) {
    if (timeZone !== undefined)
      throw new CliError("--time-zone goes with --create: a firm that is there keeps its zone.");
    if (name !== undefined) throw new CliError("--name goes with --create: a firm that is there keeps its name.");
    return null;
  }
  if (timeZone === undefined)
    throw new CliError("--create needs --time-zone: the zone in which the firm's days are counted.");
  return { timeZone, name };
}

function rejectsPath(path: string, { format }: OpenedFile, given: string | undefined): string {
  const rejects = given ?? join(dirname(path), `${basename(path, extname(path))}.rejects.${format}`);
  if (resolve(rejects) === resolve(path))
    throw new CliError("--rejects names the file that is imported; name another.");
  return rejects;
}

interface Run {
  readonly shell: Shell;
  readonly ledger: Ledger;
  readonly firmId: string;
  readonly path: string;
  readonly file: OpenedFile;
  readonly rejects: RejectsFile;
}

async function runImport({ shell, ledger, firmId, path, file, rejects }: Run): Promise<ImportOutcome> {
  const bar = startProgressBar(shell.stderr, basename(path), file.size);
  const listed: string[] = [];
  try {
    const outcome = await importCalls({
      database: ledger.database,
      firmId,
      file,
      signal: shell.signal,
      onRejected: async ({ line, bytes }, reason) => {
        const problem = `line ${line}: ${reason}`;
        if (listed.length < LISTED_REJECTS) listed.push(problem);
        await rejects.add(bytes, problem);
      },
      onProgress: bar.update,
    });
    await rejects.close();
    // So that the next reader finds sums, and not this file's changes.
    if (outcome.counts.added > 0) {
      await foldAll(ledger.database, ledger.cache);
      await vacuumDeltas(ledger.database);
    }
    return outcome;
  } finally {
    bar.stop();
    await rejects.close();
    for (const problem of listed) shell.stderr.write(`${problem}\n`);
  }
}

/** Says what came of it. Throws unless the whole file is in the ledger. */
function report(shell: Shell, { counts, end }: ImportOutcome, rejects: RejectsFile, time: string): void {
  if (counts.rejected > LISTED_REJECTS) {
    shell.stderr.write(`… and ${counted(counts.rejected - LISTED_REJECTS, "more bad line")}\n`);
  }
  if (rejects.isMade) {
    shell.stderr.write(`Bad lines, with the reasons, are in ${rejects.path}: mend them there and import that file.\n`);
  }
  shell.stdout.write(`${summaryOf(counts)} in ${time}\n`);
  if (end === "interrupted") {
    throw new Interrupted(
      "Stopped before the end of the file. What was added is kept; run the same command again to go on.",
    );
  }
  if (end !== "complete") {
    throw new CliError(
      `${describeFailure(end.error)} What was added by then is kept; run the same command again to go on.`,
      { cause: end.error },
    );
  }
  if (counts.rejected > 0) throw new Unsuccessful();
}

function summaryOf({ read, added, duplicates, rejected }: ImportCounts): string {
  const nothingNew = added === 0 && duplicates > 0 ? " (nothing new)" : "";
  return `${counted(read, "line")} read: ${added.toLocaleString("en-GB")} added, ${counted(duplicates, "duplicate")}${nothingNew}, ${rejected.toLocaleString("en-GB")} rejected`;
}
