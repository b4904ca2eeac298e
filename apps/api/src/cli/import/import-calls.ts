import { describeFaults, quoted, type RecordResult } from "usage-core";
import { MAX_CALLS } from "usage-db";
import type { FileCall, FileRecord, UsageFile } from "./file-record.ts";
import type { RecordCalls } from "./record-calls.ts";

export interface ImportOptions {
  readonly file: Pick<UsageFile, "records">;
  readonly record: RecordCalls;
  /** When aborted, the import ends after the batch at work. */
  readonly signal: AbortSignal;
  /** Called once for each record of which not every call is in the ledger as the file has it. */
  readonly onRefused: (record: FileRecord, reason: string) => Promise<void>;
  /** Called with the number of bytes read so far. */
  readonly onProgress: (bytes: number) => void;
}

export interface ImportCounts {
  /** Records of the file. */
  read: number;
  /** Calls that the ledger did not have, and has now. */
  added: number;
  /** Calls that the ledger has already as they are, or that the file has twice. */
  duplicates: number;
  /** Calls whose id stands for another call in the ledger, which keeps it. */
  conflicts: number;
  /** Records that give no call, and calls that the ledger does not take. */
  rejected: number;
}

/** What came of an import. It can end early: what was added by then is kept, and importing the file again goes on. */
export interface ImportOutcome {
  readonly counts: Readonly<ImportCounts>;
  readonly end: "complete" | "interrupted" | { readonly error: unknown };
}

/** What the file has next: a call, or what is wrong with a record. */
type Entry = { readonly source: FileRecord } & (FileCall | { readonly fault: string });

/**
 * Records a file's good calls and refuses the others. While one batch is written the next one is read, and no more: memory
 * does not grow with the file.
 */
export async function importCalls(options: ImportOptions): Promise<ImportOutcome> {
  const { signal, onProgress } = options;
  const work = new ImportWork(options);
  let batch: Entry[] = [];
  try {
    for await (const entry of work.entries()) {
      batch.push(entry);
      if (batch.length < MAX_CALLS) continue;
      await work.write(batch);
      batch = [];
      onProgress(entry.source.end);
    }
    if (!signal.aborted) await work.write(batch);
    await work.settle();
    return { counts: work.counts, end: signal.aborted ? "interrupted" : "complete" };
  } catch (error) {
    await work.settle().catch(() => undefined);
    return { counts: work.counts, end: { error } };
  }
}

/** Writes one batch at a time, and takes the next one while it does. */
class ImportWork {
  readonly counts: ImportCounts = { read: 0, added: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  readonly #options: ImportOptions;
  /** A record of several calls is reported once. */
  readonly #refused = new WeakSet<FileRecord>();
  #batch: readonly Entry[] = [];
  #writing: Promise<readonly RecordResult[]> = Promise.resolve([]);

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  /** What the file has, until the import is stopped. */
  async *entries(): AsyncGenerator<Entry> {
    const { file, signal } = this.#options;
    for await (const source of file.records) {
      if (signal.aborted) return;
      this.counts.read += 1;
      if ("fault" in source.content) {
        yield { source, fault: source.content.fault };
        continue;
      }
      for (const call of source.content.calls) {
        if (signal.aborted) return;
        yield { source, ...call };
      }
    }
  }

  /** Resolves when the batch before this one is written and reported. Throws when that failed. */
  async write(batch: readonly Entry[]): Promise<void> {
    await this.settle();
    const calls = batch.flatMap((entry) => ("call" in entry ? [entry] : []));
    this.#batch = batch;
    this.#writing = calls.length === 0 ? Promise.resolve([]) : this.#options.record(calls);
    // The next `settle` handles its failure, perhaps later than Node lets a rejection go unhandled.
    this.#writing.catch(() => undefined);
  }

  /** Waits for the current batch, counts its results and reports what was refused, in the file's order. */
  async settle(): Promise<void> {
    const results = await this.#writing;
    const batch = this.#batch;
    this.#writing = Promise.resolve([]);
    this.#batch = [];
    for (const { status } of results) this.counts[COUNT_OF[status]] += 1;
    this.counts.rejected += batch.filter((entry) => "fault" in entry).length;
    let next = 0;
    for (const entry of batch) {
      const reason = "fault" in entry ? entry.fault : reasonOf(results[next++]);
      if (reason === null || this.#refused.has(entry.source)) continue;
      this.#refused.add(entry.source);
      await this.#options.onRefused(entry.source, reason);
    }
  }
}

const COUNT_OF = {
  recorded: "added",
  duplicate: "duplicates",
  conflict: "conflicts",
  rejected: "rejected",
} as const satisfies Record<RecordResult["status"], keyof ImportCounts>;

/** Why a call is not in the ledger as the file has it; `null` when it is. */
function reasonOf(result: RecordResult | undefined): string | null {
  if (result?.status === "rejected") return describeFaults(result.faults);
  if (result?.status !== "conflict") return null;
  return `id: ${quoted(result.id)} is another call in the ledger, which keeps it; ${result.fields.join(", ")} differ`;
}
