import type { UsageLog } from "usage-core";
import { type Database, insertUsageLogs } from "usage-db";
import { checkRecord } from "./check-record.ts";
import type { FileRecord, UsageFile } from "./file-record.ts";

export interface ImportOptions {
  readonly database: Database;
  readonly firmId: string;
  readonly file: UsageFile;
  /** When aborted, the import ends after the batch at work. */
  readonly signal: AbortSignal;
  /** Told of each record that is not taken. */
  readonly onRejected: (record: FileRecord, reason: string) => Promise<void>;
  /** Told how many bytes of the file have been read. */
  readonly onProgress: (bytes: number) => void;
}

export interface ImportCounts {
  read: number;
  /** Calls that the ledger did not have, and has now. */
  added: number;
  /** Calls whose id the firm has already, or that the file has twice. */
  duplicates: number;
  rejected: number;
}

/** What came of an import. It can end early: what was added by then is kept, and importing the file again goes on. */
export interface ImportOutcome {
  readonly counts: Readonly<ImportCounts>;
  readonly end: "complete" | "interrupted" | { readonly error: unknown };
}

const BATCH_SIZE = 2_000;

/**
 * Adds a file's good calls to the firm's ledger and rejects the others. While one batch is written the next one is read,
 * and no more: memory does not grow with the file.
 */
export async function importCalls(options: ImportOptions): Promise<ImportOutcome> {
  const { file, signal, onRejected, onProgress } = options;
  const counts: ImportCounts = { read: 0, added: 0, duplicates: 0, rejected: 0 };
  const writer = new BatchWriter(options, counts);
  let batch: UsageLog[] = [];
  try {
    for await (const record of file.records) {
      if (signal.aborted) break;
      counts.read += 1;
      const checked = checkRecord(record.content);
      if ("log" in checked) {
        batch.push(checked.log);
      } else {
        counts.rejected += 1;
        await onRejected(record, checked.fault);
      }
      if (batch.length < BATCH_SIZE) continue;
      await writer.write(batch);
      batch = [];
      onProgress(record.end);
    }
    if (!signal.aborted) await writer.write(batch);
    await writer.finish();
    return { counts, end: signal.aborted ? "interrupted" : "complete" };
  } catch (error) {
    await writer.finish().catch(() => undefined);
    return { counts, end: { error } };
  }
}

/** Writes one batch at a time, and takes the next one while it does. */
class BatchWriter {
  readonly #options: ImportOptions;
  readonly #counts: ImportCounts;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ImportOptions, counts: ImportCounts) {
    this.#options = options;
    this.#counts = counts;
  }

  /** Resolves when the batch before this one is written. Throws when that failed. */
  async write(batch: readonly UsageLog[]): Promise<void> {
    await this.#writing;
    this.#writing = this.#insert(batch);
    // Its fault is met by the next call, which may come later than a promise may stay without one that listens.
    this.#writing.catch(() => undefined);
  }

  async finish(): Promise<void> {
    await this.#writing;
  }

  async #insert(batch: readonly UsageLog[]): Promise<void> {
    if (batch.length === 0) return;
    const { inserted } = await insertUsageLogs(this.#options.database, this.#options.firmId, batch);
    this.#counts.added += inserted;
    this.#counts.duplicates += batch.length - inserted;
  }
}
