import type { RecordableCall } from "../recordable-call.ts";
import { type CallContext, withContext } from "./call-context.ts";

/** Of Chat Completions and, without what concerns the answer, of embeddings. */
interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens?: number;
  readonly prompt_tokens_details?: InputDetails | null;
  readonly completion_tokens_details?: OutputDetails | null;
}

/** Of the Responses API. */
interface ResponsesUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly input_tokens_details?: InputDetails | null;
  readonly output_tokens_details?: OutputDetails | null;
}

interface InputDetails {
  readonly cached_tokens?: number | null;
  readonly cache_write_tokens?: number | null;
}

interface OutputDetails {
  readonly reasoning_tokens?: number | null;
}

/** What is read of a chat completion, a chunk of one, a response of the Responses API, or embeddings. */
export interface OpenAIResponse {
  readonly id?: string;
  readonly model: string;
  readonly service_tier?: string | null;
  /** Of the Responses API. */
  readonly status?: string;
  readonly error?: { readonly code?: string | null } | null;
  readonly usage?: ChatUsage | ResponsesUsage | null;
}

/**
 * The call behind a response of OpenAI; `null` when it does not say what was used.
 *
 * Of a stream, give the last chunk (with `stream_options: { include_usage: true }`, without which OpenAI gives no usage),
 * or the `response` of the Responses API's last event. Every chunk may be given and the last call that is not `null` kept.
 */
export function fromOpenAI(response: OpenAIResponse, context: CallContext): RecordableCall | null {
  const { usage } = response;
  if (usage === undefined || usage === null) return null;
  const failed = response.status === "failed" || response.status === "cancelled";
  const told = {
    id: response.id,
    provider: "openai",
    model: response.model,
    serviceTier: tierOf(response.service_tier),
    ...("input_tokens" in usage
      ? tokensOf(usage.input_tokens, usage.output_tokens, usage.input_tokens_details, usage.output_tokens_details)
      : tokensOf(
          usage.prompt_tokens,
          usage.completion_tokens,
          usage.prompt_tokens_details,
          usage.completion_tokens_details,
        )),
    success: !failed,
    errorCode: failed ? (response.error?.code ?? response.status) : null,
  };
  return withContext(told, context);
}

/** OpenAI's totals hold their parts already. Embeddings have no answer. */
function tokensOf(
  inputTokens: number,
  outputTokens = 0,
  input: InputDetails | null = null,
  output: OutputDetails | null = null,
) {
  return {
    inputTokens,
    cacheReadTokens: input?.cached_tokens ?? 0,
    cacheWriteTokens: input?.cache_write_tokens ?? 0,
    outputTokens,
    reasoningTokens: output?.reasoning_tokens ?? 0,
  };
}

/** `default` is the usual price; `auto` is a wish, not what was served. */
function tierOf(tier: string | null = null): string | null {
  return tier === "default" || tier === "auto" ? null : tier;
}
