import type { RecordableCall } from "../recordable-call.ts";
import { type CallContext, withContext } from "./call-context.ts";

interface UsageMetadata {
  /** With what came from the cache. */
  readonly promptTokenCount?: number;
  readonly cachedContentTokenCount?: number;
  /** What tools gave back to the model, which is not in `promptTokenCount`. */
  readonly toolUsePromptTokenCount?: number;
  /** Without the thoughts. */
  readonly candidatesTokenCount?: number;
  readonly thoughtsTokenCount?: number;
  readonly trafficType?: string;
}

/** What is read of an answer of `generateContent`, or of a chunk of `generateContentStream`. */
export interface GoogleResponse {
  readonly responseId?: string;
  readonly modelVersion?: string;
  readonly usageMetadata?: UsageMetadata;
}

/**
 * The call behind an answer of Gemini; `null` when it says neither what was used nor by which model.
 *
 * Of a stream, give the last chunk: each counts everything up to itself. Where no `modelVersion` comes, give `model`.
 */
export function fromGoogle(response: GoogleResponse, context: CallContext): RecordableCall | null {
  const { usageMetadata: usage, modelVersion } = response;
  const model = context.model ?? modelVersion;
  // Google leaves out what is 0, but a prompt is never empty.
  if (usage?.promptTokenCount === undefined || model === undefined) return null;
  const thoughts = usage.thoughtsTokenCount ?? 0;
  const told = {
    id: response.responseId,
    provider: "gcp.gemini",
    serviceTier: tierOf(usage.trafficType),
    inputTokens: usage.promptTokenCount + (usage.toolUsePromptTokenCount ?? 0),
    cacheReadTokens: usage.cachedContentTokenCount ?? 0,
    outputTokens: (usage.candidatesTokenCount ?? 0) + thoughts,
    reasoningTokens: thoughts,
    success: true,
    model,
  };
  return withContext(told, context);
}

/** `ON_DEMAND_FLEX` is the tier `flex`, as its price list names it; `ON_DEMAND` is the usual price. */
function tierOf(traffic: string | undefined): string | null {
  if (traffic === undefined || traffic === "ON_DEMAND" || traffic === "TRAFFIC_TYPE_UNSPECIFIED") return null;
  return traffic.replace(/^ON_DEMAND_/, "").toLowerCase();
}
