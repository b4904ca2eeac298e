import { foldAll, vacuumDeltas } from "usage-db";
import { CliError, Interrupted, Unsuccessful } from "../cli-error.ts";
import { describeFailure } from "../describe-failure.ts";
import { startProgressBar } from "../progress-bar.ts";
import type { Shell } from "../shell.ts";
import { counted, secondsSince } from "../text.ts";
import type { Ledger } from "../with-database.ts";
import { type ImportCounts, type ImportOutcome, importCalls } from "./import-calls.ts";
import type { OpenedFile } from "./open-usage-file.ts";
import { recorderOf, rehearsalOf } from "./record-calls.ts";
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
const LISTED_PROBLEMS = 20;

/** Imports a file and says what came of it. Throws unless every call of it is in the ledger as the file has it. */
export async function importFile({ shell, ledger, firmId, name, file, rejects }: ImportFileOptions): Promise<void> {
  const start = performance.now();
  const problems = new Problems();
  const bar = startProgressBar(shell.stderr, name, file.size);
  const outcome = await importCalls({
    file,
    record: recorderOf(ledger.database, firmId, shell.clock),
    signal: shell.signal,
    onRefused: async ({ place, bytes }, reason) => {
      const problem = `${place}: ${reason}`;
      problems.add(problem);
      await rejects.add(bytes, problem);
    },
    onProgress: bar.update,
  });
  await rejects.close();
  // Folds at once, so that the next reader need not add up what this file brought. A database that has just failed is
  // left alone.
  if (outcome.counts.added > 0 && typeof outcome.end === "string") {
    await foldAll(ledger.database, ledger.cache);
    await vacuumDeltas(ledger.database);
  }
  bar.stop();
  problems.tell(shell);
  tellOfRejects(shell, rejects);
  const { counts } = outcome;
  const nothingNew = counts.added === 0 && counts.duplicates > 0 ? " (nothing new)" : "";
  const results = [
    `${amount(counts.added)} added`,
    `${counted(counts.duplicates, "duplicate")}${nothingNew}`,
    counted(counts.conflicts, "conflict"),
    `${amount(counts.rejected)} rejected`,
  ];
  shell.stdout.write(`${readOf(file, counts)}: ${results.join(", ")} in ${secondsSince(start)}\n`);
  assertComplete(outcome, " What was added is kept; run the same command again to go on: nothing is added twice.");
}

interface RehearseOptions extends Omit<ImportFileOptions, "firmId" | "rejects"> {
  /** `null` for a firm that an import would create. */
  readonly firmId: string | null;
}

/** Reads and checks a file and says what an import would do. Writes nothing. Throws unless every line of it is good. */
export async function rehearseImport({ shell, ledger, firmId, name, file }: RehearseOptions): Promise<void> {
  const start = performance.now();
  const problems = new Problems();
  const bar = startProgressBar(shell.stderr, name, file.size);
  const outcome = await importCalls({
    file,
    record: rehearsalOf(ledger.database, firmId, shell.clock),
    signal: shell.signal,
    onRefused: async ({ place }, reason) => problems.add(`${place}: ${reason}`),
    onProgress: bar.update,
  });
  bar.stop();
  problems.tell(shell);
  const { counts } = outcome;
  const results = [
    `${amount(counts.added)} would be added`,
    `${amount(counts.duplicates)} have an id that is there already`,
    `${amount(counts.rejected)} would be rejected`,
  ];
  shell.stdout.write(
    `${readOf(file, counts)}: ${results.join(", ")} in ${secondsSince(start)}. Nothing was written: this was a dry run.\n`,
  );
  assertComplete(outcome, " Nothing was written: this was a dry run.");
}

/** The bad lines: the first ones, and how many there are. */
class Problems {
  readonly #first: string[] = [];
  #count = 0;

  add(problem: string): void {
    this.#count += 1;
    if (this.#first.length < LISTED_PROBLEMS) this.#first.push(problem);
  }

  tell({ stderr }: Shell): void {
    for (const problem of this.#first) stderr.write(`${problem}\n`);
    const others = this.#count - this.#first.length;
    if (others > 0) stderr.write(`… and ${counted(others, "more bad line")}\n`);
  }
}

function tellOfRejects({ stderr }: Shell, rejects: RejectsFile): void {
  if (!rejects.isMade) return;
  stderr.write(`Bad lines, with the reasons, are in ${rejects.path}: mend them there and import that file.\n`);
  if (rejects.keptAside !== null) stderr.write(`The file that was there before is kept as ${rejects.keptAside}.\n`);
}

/** "8,819 lines read", "3 results read (31 calls)". */
function readOf({ noun }: OpenedFile, { read, added, duplicates, conflicts }: ImportCounts): string {
  const calls = noun === "result" ? ` (${counted(added + duplicates + conflicts, "call")})` : "";
  return `${counted(read, noun)} read${calls}`;
}

function amount(count: number): string {
  return count.toLocaleString("en-GB");
}

function assertComplete({ counts, end }: ImportOutcome, whatIsKept: string): void {
  if (end === "interrupted") throw new Interrupted(`Stopped before the end of the file.${whatIsKept}`);
  if (end !== "complete") {
    throw new CliError(`${describeFailure(end.error)}${whatIsKept}`, { cause: end.error });
  }
  if (counts.rejected > 0 || counts.conflicts > 0) throw new Unsuccessful();
}
