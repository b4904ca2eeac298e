import { describeFaults, quoted, type RecordResult } from "usage-core";
import type { Rejection } from "./encode-answer.ts";
import type { UnmappedSpan } from "./map-traces.ts";

/** How many faults a message names; senders log it on one line. */
const NAMED_FAULTS = 3;

/** What was not recorded of a request; `null` when everything was. A call that the ledger has already is recorded. */
export function describeRejection(
  unmapped: readonly UnmappedSpan[],
  results: readonly RecordResult[],
): Rejection | null {
  const faults = [
    ...unmapped.map(({ spanId, reason }) => `span ${quoted(spanId)} ${reason}`),
    ...results.flatMap((result) => faultOf(result) ?? []),
  ];
  if (faults.length === 0) return null;
  const named = faults.slice(0, NAMED_FAULTS);
  const more = faults.length - named.length;
  const list = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
  return {
    spans: faults.length,
    message: `${faults.length} ${faults.length === 1 ? "span was" : "spans were"} not recorded: ${list}`.toWellFormed(),
  };
}

function faultOf(result: RecordResult): string | null {
  if (result.status === "rejected") return `call ${quoted(result.id)}: ${describeFaults(result.faults)}`;
  if (result.status === "conflict") {
    return `call ${quoted(result.id)}: the ledger has another call of this id, which differs in ${result.fields.join(", ")}`;
  }
  return null;
}
