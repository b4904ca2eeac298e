import type { RecordResult } from "usage-core";
import type { CorrectResult, VoidResult } from "usage-db";
import type { UsageChanges } from "../usage-services.ts";

/** What a caller may do who may record calls of a firm. */
export interface IngestGrant {
  /** Whether it may record calls that are too old for others. */
  readonly mayBackfill: boolean;
  /** Who records, for the ledger to keep. */
  readonly by: string;
}

/** What may be done to one firm's calls. None of it takes a firm's id. */
export interface FirmIngest {
  /** One result per call, in their order. */
  record(calls: readonly unknown[]): Promise<RecordResult[]>;
  void(ids: readonly string[], reason: string): Promise<VoidResult[]>;
  correct(id: string, changes: Readonly<Record<string, unknown>>, reason: string): Promise<CorrectResult>;
}

/** Binds the writer to a firm. Whoever calls this has the grant. */
export function ingestOfFirm(writer: UsageChanges, firmId: string, { mayBackfill, by }: IngestGrant): FirmIngest {
  return {
    record: (calls) =>
      writer.record(
        calls.map((call) => ({ firmId, call })),
        { source: "api", mayBackfill },
      ),
    void: (ids, reason) => writer.void(firmId, ids, { by, reason }),
    correct: (id, changes, reason) => writer.correct(firmId, id, changes, { by, reason }, { mayBackfill }),
  };
}
