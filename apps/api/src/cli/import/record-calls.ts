import { checkToRecord, type RecordResult } from "usage-core";
import { type Clock, type Database, findRecordedIds, UsageWriter } from "usage-db";
import type { FileCall } from "./file-record.ts";

/** Checks and records at most a thousand calls, and gives a result for each, in their order. */
export type RecordCalls = (calls: readonly FileCall[]) => Promise<readonly RecordResult[]>;

/** Imports may hold calls of any age. */
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
 * Checks calls and gives for each whether it would be recorded; `null` stands for a firm that does not exist yet. Ids are
 * compared within the file only: whether the ledger has the same call, or another one of this id, shows when it is
 * recorded.
 */
export function rehearsalOf(database: Database, firmId: string | null, clock: Clock): RecordCalls {
  // Kept for the whole file, since the ledger will have none of it.
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
