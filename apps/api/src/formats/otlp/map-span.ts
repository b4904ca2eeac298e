import { MAX_IDENTIFIER_LENGTH } from "usage-core";
import type { MappedCall } from "../mapped-call.ts";
import type { AttributeNames } from "./attribute-names.ts";
import { callId } from "./call-id.ts";
import { instantText, latencyMs } from "./instants.ts";
import { providerName } from "./provider-name.ts";
import { reportedCost } from "./reported-cost.ts";
import { firstTextOf, type Span, textOf } from "./span.ts";
import { hasUsage, reconcileCounts, toldCounts } from "./token-counts.ts";

/** The feature of a call that names none, nor its service. */
const UNKNOWN_FEATURE = "unknown";

const PROVIDER = ["gen_ai.provider.name", "gen_ai.system"];
/** The model that answered comes before the one that was asked, which may be an alias. */
const MODEL = ["gen_ai.response.model", "gen_ai.request.model"];
/** The class that served the call comes before the one that was asked for. */
const SERVICE_TIER = [
  "openai.response.service_tier",
  "gen_ai.openai.response.service_tier",
  "openai.request.service_tier",
  "gen_ai.openai.request.service_tier",
];
/** What providers call the price class that a call without one has. */
const USUAL_TIERS: ReadonlySet<string> = new Set(["auto", "default", "standard"]);

/**
 * The call of a span, or the reason why none can be made of it.
 *
 * A failed call often has no usage, and counts with 0 tokens; for one that succeeded, 0 would be wrong.
 */
export function mapSpan(span: Span, names: AttributeNames): MappedCall | { readonly reason: string } {
  const { attributes, start, end } = span;
  const errorType = textOf(attributes, "error.type");
  const success = errorType === null && !span.failed;
  const cost = reportedCost(attributes);

  const id = callId(span);
  if (id === null) return { reason: "has neither gen_ai.response.id nor a trace id and a span id to know it by" };
  const model = firstTextOf(attributes, MODEL);
  if (model === null) return { reason: "names no model; set gen_ai.response.model or gen_ai.request.model" };
  const made = start === 0n ? end : start;
  if (made === 0n) return { reason: "has no startTimeUnixNano" };
  if (success && cost === null && !hasUsage(attributes)) {
    return {
      reason:
        "tells of no usage; set gen_ai.usage.input_tokens and output_tokens, and for streams ask the provider to include it",
    };
  }

  const { counts, mismatch } = reconcileCounts(toldCounts(attributes));
  const provider = firstTextOf(attributes, PROVIDER);
  const tier = firstTextOf(attributes, SERVICE_TIER);
  return {
    firmId: firstToldTo(span, [names.firm]),
    call: {
      id,
      userId: firstToldTo(span, names.user),
      feature: firstToldTo(span, names.feature) ?? UNKNOWN_FEATURE,
      provider: provider === null ? null : providerName(provider),
      model,
      serviceTier: tier === null || USUAL_TIERS.has(tier) ? null : tier,
      ...counts,
      costOriginal: cost,
      currency: cost === null ? null : "USD",
      success,
      errorCode: errorType === null ? null : shortened(errorType),
      latencyMs: latencyMs(start, end),
      // The start, not the end of the answer: it is the same when the call is sent again.
      createdAt: instantText(made),
    },
    mismatch,
  };
}

/** The first of these attributes that the span has, or else its resource. */
function firstToldTo({ attributes, resource }: Span, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(attributes, name) ?? textOf(resource, name);
    if (text !== null) return text;
  }
  return null;
}

/** Some senders put the whole message here; the call counts all the same. Cut without splitting a character. */
function shortened(errorType: string): string {
  return errorType.slice(0, MAX_IDENTIFIER_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
