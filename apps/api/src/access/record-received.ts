import { type RecordResult, sentId } from "usage-core";
import { type CallSource, MAX_CALLS, type SentCall } from "usage-db";
import type { UsageChanges } from "../usage-services.ts";

/** A call as it came by a plain route, not checked yet. */
export interface ReceivedCall {
  /** The firm that it names; `null` when it names none. */
  readonly firmId: string | null;
  readonly call: unknown;
  readonly mismatch?: Readonly<Record<string, number>> | null;
}

interface Recording {
  /** The firm that the credential is bound to, whatever a call names; `null`: each call names its own. */
  readonly ownFirm: string | null;
  readonly mayBackfill: boolean;
  readonly source: CallSource;
}

/**
 * Records calls of one firm or of those that they name, {@link MAX_CALLS} at a time: one result per call, in their order. What
 * was recorded before a later part failed is a duplicate when it is sent again.
 */
export async function recordReceived(
  writer: UsageChanges,
  calls: readonly ReceivedCall[],
  { ownFirm, mayBackfill, source }: Recording,
): Promise<RecordResult[]> {
  const results: RecordResult[] = [];
  for (let start = 0; start < calls.length; start += MAX_CALLS) {
    const part = calls.slice(start, start + MAX_CALLS);
    const named = part.flatMap(({ firmId, ...rest }): SentCall[] => {
      const firm = ownFirm ?? firmId;
      return firm === null ? [] : [{ firmId: firm, ...rest }];
    });
    const recorded = (await writer.record(named, { source, mayBackfill })).values();
    for (const received of part) {
      const result = (ownFirm ?? received.firmId) === null ? withoutFirm(received) : recorded.next().value;
      if (result !== undefined) results.push(result);
    }
  }
  return results;
}

function withoutFirm({ call }: ReceivedCall): RecordResult {
  return {
    status: "rejected",
    id: sentId(call),
    faults: [{ field: "firmId", message: "is missing; a gateway's key names the firm of each call" }],
  };
}
