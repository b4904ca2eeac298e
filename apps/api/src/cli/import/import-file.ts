import { foldAll, vacuumDeltas } from "usage-db";
import { CliError, Interrupted, Unsuccessful } from "../cli-error.ts";
import { describeFailure } from "../describe-failure.ts";
import { startProgressBar } from "../progress-bar.ts";
import type { Shell } from "../shell.ts";
import { counted, secondsSince } from "../text.ts";
import type { Ledger } from "../with-database.ts";
import { type ImportCounts, type ImportOutcome, importCalls } from "./import-calls.ts";
import type { OpenedFile } from "./open-usage-file.ts";
import type { RejectsFile } from "./rejects-file.ts";

interface ImportFileOptions {
  readonly shell: Shell;
  readonly ledger: Ledger;
  readonly firmId: string;
  readonly name: string;
  readonly file: OpenedFile;
  readonly rejects: RejectsFile;
}

/** How many bad lines are listed on screen; all of them are in the rejects file. */
const LISTED_REJECTS = 20;

/** Imports a file and says what came of it. Throws unless every line of it is in the ledger. */
export async function importFile({ shell, ledger, firmId, name, file, rejects }: ImportFileOptions): Promise<void> {
  const start = performance.now();
  const problems: string[] = [];
  const bar = startProgressBar(shell.stderr, name, file.size);
  const outcome = await importCalls({
    database: ledger.database,
    firmId,
    file,
    signal: shell.signal,
    onRejected: async ({ line, bytes }, reason) => {
      const problem = `line ${line}: ${reason}`;
      if (problems.length < LISTED_REJECTS) problems.push(problem);
      await rejects.add(bytes, problem);
    },
    onProgress: bar.update,
  });
  await rejects.close();
  // So that the next reader finds sums, and not this file's changes. A database that has just failed is left in peace.
  if (outcome.counts.added > 0 && typeof outcome.end === "string") {
    await foldAll(ledger.database, ledger.cache);
    await vacuumDeltas(ledger.database);
  }
  bar.stop();
  tellProblems(shell, problems, outcome.counts, rejects);
  shell.stdout.write(`${summaryOf(outcome.counts)} in ${secondsSince(start)}\n`);
  assertComplete(outcome);
}

function tellProblems(
  shell: Shell,
  problems: readonly string[],
  { rejected }: ImportCounts,
  rejects: RejectsFile,
): void {
  for (const problem of problems) shell.stderr.write(`${problem}\n`);
  const others = rejected - problems.length;
  if (others > 0) shell.stderr.write(`… and ${counted(others, "more bad line")}\n`);
  if (!rejects.isMade) return;
  shell.stderr.write(`Bad lines, with the reasons, are in ${rejects.path}: mend them there and import that file.\n`);
  if (rejects.keptAside !== null)
    shell.stderr.write(`The file that was there before is kept as ${rejects.keptAside}.\n`);
}

function summaryOf({ read, added, duplicates, rejected }: ImportCounts): string {
  const nothingNew = added === 0 && duplicates > 0 ? " (nothing new)" : "";
  return [
    `${counted(read, "line")} read: ${added.toLocaleString("en-GB")} added`,
    `${counted(duplicates, "duplicate")}${nothingNew}`,
    `${rejected.toLocaleString("en-GB")} rejected`,
  ].join(", ");
}

function assertComplete({ counts, end }: ImportOutcome): void {
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
