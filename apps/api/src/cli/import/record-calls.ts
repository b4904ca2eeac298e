import { checkToRecord, type RecordResult } from "usage-core";
import { type Clock, type Database, findRecordedIds, UsageWriter } from "usage-db";
import type { FileCall } from "./file-record.ts";

/** Checks and records a thousand calls at most, and tells of each, in their order, what became of it. */
export type RecordCalls = (calls: readonly FileCall[]) => Promise<readonly RecordResult[]>;

/** What is imported is history, however long ago it was made. */
const BACKFILL = true;

/** Records calls in the firm's ledger. */
export function recorderOf(database: Database, firmId: string, clock: Clock): RecordCalls {
  const writer = new UsageWriter({ database, clock });
  return (calls) =>
    writer.record(
      calls.map(({ call, mismatch }) => ({ firmId, call, mismatch })),
      { source: "import", mayBackfill: BACKFILL },
    );
}

/**
 * Checks calls and tells of each whether it would be recorded; `null` stands for a firm that is not there yet. By its id
 * alone: whether the ledger has the same call or another one of this id shows when it is recorded.
 */
export function rehearsalOf(database: Database, firmId: string | null, clock: Clock): RecordCalls {
  // Of the whole file, as nothing of it gets into the ledger.
  const seen = new Set<string>();
  return async (calls) => {
    const checked = calls.map(({ call }) => checkToRecord(call, clock().getTime(), { backfill: BACKFILL }));
    const ids = checked.flatMap((result) => ("log" in result ? [result.log.id] : []));
    const recorded = firmId === null ? new Set<string>() : await findRecordedIds(database, firmId, ids);
    return checked.map((result) => {
      if ("faults" in result) return { status: "rejected", id: null, faults: result.faults };
      const { id } = result.log;
      const isThere = recorded.has(id) || seen.has(id);
      seen.add(id);
      return { status: isThere ? "duplicate" : "recorded", id };
    });
  };
}
