import type { RecordResult, UsageLogInput } from "usage-core";
import { type Database, findRecordedIds, insertUsageLogs } from "usage-db";

/** Records a few thousand calls at most, and tells of each, in their order, what became of it. */
export type RecordCalls = (calls: readonly UsageLogInput[]) => Promise<readonly RecordResult[]>;

/** Records calls in the firm's ledger. The one place of the import that writes. */
export function recorderOf(database: Database, firmId: string): RecordCalls {
  return async (calls) => {
    const results = await resultsOf(database, firmId, calls, new Set());
    await insertUsageLogs(database, firmId, calls);
    return results;
  };
}

/**
 * Tells of each call whether it would be recorded, and records none; `null` stands for a firm that is not there yet. By its
 * id alone: whether the ledger has the same call or another one of this id shows when it is recorded.
 */
export function rehearsalOf(database: Database, firmId: string | null): RecordCalls {
  // Of the whole file, as nothing of it gets into the ledger.
  const seen = new Set<string>();
  return async (calls) => resultsOf(database, firmId, calls, seen);
}

async function resultsOf(
  database: Database,
  firmId: string | null,
  calls: readonly UsageLogInput[],
  seen: Set<string>,
): Promise<RecordResult[]> {
  const ids = calls.map(({ id }) => id);
  const recorded = firmId === null ? new Set<string>() : await findRecordedIds(database, firmId, ids);
  return ids.map((id) => {
    const isDuplicate = recorded.has(id) || seen.has(id);
    seen.add(id);
    return { status: isDuplicate ? "duplicate" : "recorded", id };
  });
}
