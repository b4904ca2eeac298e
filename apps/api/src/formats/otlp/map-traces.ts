import { quoted } from "usage-core";
import type { MappedCall } from "../mapped-call.ts";
import type { AttributeNames } from "./attribute-names.ts";
import { callId } from "./call-id.ts";
import { mapSpan } from "./map-span.ts";
import { nestedCalls } from "./nested-calls.ts";
import { operationOf } from "./operation.ts";
import { type Span, textOf } from "./span.ts";

/** A span of a call that could not be read. */
export interface UnmappedSpan {
  readonly spanId: string;
  readonly reason: string;
}

export interface MappedTraces {
  readonly calls: readonly MappedCall[];
  /** The spans that are no calls: of other software, of agents and tools, and of a layer above a call. */
  readonly skipped: number;
  readonly unmapped: readonly UnmappedSpan[];
}

/**
 * The calls of the spans of a request, each once.
 *
 * A framework may make a span of the same call as the provider's client below it. The outer one is skipped when both have
 * one response id, or when it has no operation's name, as agents had none. This is seen within one request only: of spans
 * with one id in two requests, the ledger keeps the first.
 */
export function mapTraces(spans: readonly Span[], names: AttributeNames): MappedTraces {
  const operations = new Map(spans.map((span) => [span, operationOf(span)]));
  const told = new Set(spans.filter((span) => ["call", "presumed call"].includes(operations.get(span) ?? "")));
  for (const { outer, inner } of nestedCalls(spans, told)) {
    const id = callId(outer);
    if (operations.get(outer) === "presumed call" || (id !== null && id === callId(inner))) told.delete(outer);
  }

  const calls: MappedCall[] = [];
  const unmapped: UnmappedSpan[] = [];
  for (const span of spans) {
    if (operations.get(span) === "unknown") {
      const name = quoted(textOf(span.attributes, "gen_ai.operation.name"));
      unmapped.push({
        spanId: span.spanId,
        reason: `tells of usage, but its operation ${name} is not one that calls a model`,
      });
    }
    if (!told.has(span)) continue;
    const mapped = mapSpan(span, names);
    if ("reason" in mapped) unmapped.push({ spanId: span.spanId, reason: mapped.reason });
    else calls.push(mapped);
  }
  return { calls, skipped: spans.length - calls.length - unmapped.length, unmapped };
}
