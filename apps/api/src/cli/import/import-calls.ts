import { checkUsageLog, describeFaults, quoted, type RecordResult, type UsageLog } from "usage-core";
import type { FileRecord, UsageFile } from "./file-record.ts";
import type { RecordCalls } from "./record-calls.ts";

export interface ImportOptions {
  readonly file: Pick<UsageFile, "records">;
  readonly record: RecordCalls;
  /** When aborted, the import ends after the batch at work. */
  readonly signal: AbortSignal;
  /** Told once of each record of which not every call is in the ledger as the file has it. */
  readonly onRefused: (record: FileRecord, reason: string) => Promise<void>;
  /** Told how many bytes of the file have been read. */
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

/** A call and where it comes from. */
interface FileCall {
  readonly log: UsageLog;
  readonly source: FileRecord;
}

const BATCH_SIZE = 2_000;

/**
 * Records a file's good calls and refuses the others. While one batch is written the next one is read, and no more: memory
 * does not grow with the file.
 */
export async function importCalls(options: ImportOptions): Promise<ImportOutcome> {
  const { signal, onProgress } = options;
  const work = new ImportWork(options);
  let batch: FileCall[] = [];
  try {
    for await (const call of work.calls()) {
      batch.push(call);
      if (batch.length < BATCH_SIZE) continue;
      await work.write(batch);
      batch = [];
      onProgress(call.source.end);
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
  /** Records of several calls are refused once. */
  readonly #refused = new WeakSet<FileRecord>();
  #batch: readonly FileCall[] = [];
  #writing: Promise<readonly RecordResult[]> = Promise.resolve([]);

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  /** The calls of the file that pass the check, until the import is stopped. */
  async *calls(): AsyncGenerator<FileCall> {
    const { file, signal } = this.#options;
    for await (const source of file.records) {
      if (signal.aborted) return;
      this.counts.read += 1;
      if ("fault" in source.content) {
        await this.#reject(source, source.content.fault);
        continue;
      }
      for (const call of source.content.calls) {
        if (signal.aborted) return;
        const checked = checkUsageLog(call);
        if ("log" in checked) yield { log: checked.log, source };
        else await this.#reject(source, describeFaults(checked.faults));
      }
    }
  }

  /** Resolves when the batch before this one is written and told of. Throws when that failed. */
  async write(batch: readonly FileCall[]): Promise<void> {
    await this.settle();
    if (batch.length === 0) return;
    this.#batch = batch;
    this.#writing = this.#options.record(batch.map(({ log }) => log));
    // Its fault is met by the next call, which may come later than a promise may stay without one that listens.
    this.#writing.catch(() => undefined);
  }

  /** Waits for the batch at work, counts its results and tells of them. */
  async settle(): Promise<void> {
    const results = await this.#writing;
    this.#writing = Promise.resolve([]);
    const calls = this.#batch;
    for (const { status } of results) this.counts[COUNT_OF[status]] += 1;
    for (const [index, result] of results.entries()) {
      const source = calls[index]?.source;
      const reason = reasonOf(result);
      if (source !== undefined && reason !== null) await this.#refuse(source, reason);
    }
  }

  async #reject(source: FileRecord, reason: string): Promise<void> {
    this.counts.rejected += 1;
    await this.#refuse(source, reason);
  }

  async #refuse(source: FileRecord, reason: string): Promise<void> {
    if (this.#refused.has(source)) return;
    this.#refused.add(source);
    await this.#options.onRefused(source, reason);
  }
}

const COUNT_OF = {
  recorded: "added",
  duplicate: "duplicates",
  conflict: "conflicts",
  rejected: "rejected",
} as const satisfies Record<RecordResult["status"], keyof ImportCounts>;

/** Why a call is not in the ledger as the file has it; `null` when it is. */
function reasonOf(result: RecordResult): string | null {
  if (result.status === "rejected") return describeFaults(result.faults);
  if (result.status !== "conflict") return null;
  return `id: ${quoted(result.id)} is another call in the ledger, which keeps it; ${result.fields.join(", ")} differ`;
}
