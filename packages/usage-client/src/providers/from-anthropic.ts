import type { RecordableCall } from "../recordable-call.ts";
import { type CallContext, withContext } from "./call-context.ts";

interface MessageUsage {
  /** Without what was read from, or written to, the cache. */
  readonly input_tokens: number;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly output_tokens: number;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
  readonly service_tier?: string | null;
  readonly speed?: string | null;
}

/** What is read of a message of the Messages API. */
export interface AnthropicMessage {
  readonly id: string;
  readonly model: string;
  readonly usage: MessageUsage;
}

/**
 * The call behind a message of Anthropic.
 *
 * Of a stream, give `await stream.finalMessage()`: the message that `message_start` brings counts only the answer's first
 * tokens, and the later counts of `message_delta` replace its own.
 */
export function fromAnthropic(message: AnthropicMessage, context: CallContext): RecordableCall {
  const { usage } = message;
  const cacheReadTokens = usage.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = usage.cache_creation_input_tokens ?? 0;
  const told = {
    id: message.id,
    provider: "anthropic",
    model: message.model,
    serviceTier: tierOf(usage),
    // Anthropic counts these three separately.
    inputTokens: usage.input_tokens + cacheReadTokens + cacheWriteTokens,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: usage.output_tokens,
    reasoningTokens: usage.output_tokens_details?.thinking_tokens ?? 0,
    success: true,
  };
  return withContext(told, context);
}

/** Fast answers have a price of their own, which Anthropic reports beside the tier. */
function tierOf({ service_tier: tier = null, speed }: MessageUsage): string | null {
  if (speed === "fast") return "fast";
  return tier === "standard" ? null : tier;
}
