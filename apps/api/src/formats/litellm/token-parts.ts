import { fromJsonText, valueAt, wholeNumber } from "../json-value.ts";

export interface TokenParts {
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly reasoningTokens: number;
  /** Raw counts where the parts exceed their whole; they are 0 then. */
  readonly mismatch: Readonly<Record<string, number>> | null;
}

/**
 * Which of a call's tokens were cached, and which were reasoning.
 *
 * LiteLLM's prompt_tokens hold the cached ones for every provider: it adds them for Anthropic, whose own input_tokens do
 * not. (Older versions left its cache writes out.) It gives a count under OpenAI's name and under Anthropic's, either of
 * which may be 0 by default: they are one count, of which the larger value is right, never two to add.
 */
export function tokenParts(
  record: unknown,
  metadata: unknown,
  whole: { readonly inputTokens: number; readonly outputTokens: number },
): TokenParts {
  const usages = [
    valueAt(metadata, "usage_object"),
    valueAt(metadata, "additional_usage_values"),
    valueAt(record, "hidden_params", "usage_object"),
    valueAt(fromJsonText(valueAt(record, "response")), "usage"),
  ];
  const largest = (...paths: readonly (readonly string[])[]) =>
    Math.max(0, ...usages.flatMap((usage) => paths.map((path) => wholeNumber(valueAt(usage, ...path)) ?? 0)));
  const cacheReadTokens = largest(["cache_read_input_tokens"], ["prompt_tokens_details", "cached_tokens"]);
  const cacheWriteTokens = largest(
    ["cache_creation_input_tokens"],
    ["prompt_tokens_details", "cache_creation_tokens"],
    ["prompt_tokens_details", "cache_write_tokens"],
  );
  const reasoningTokens = largest(["completion_tokens_details", "reasoning_tokens"]);
  const { inputTokens, outputTokens } = whole;
  const isCacheGood = cacheReadTokens + cacheWriteTokens <= inputTokens;
  const isReasoningGood = reasoningTokens <= outputTokens;
  return {
    cacheReadTokens: isCacheGood ? cacheReadTokens : 0,
    cacheWriteTokens: isCacheGood ? cacheWriteTokens : 0,
    reasoningTokens: isReasoningGood ? reasoningTokens : 0,
    mismatch:
      isCacheGood && isReasoningGood
        ? null
        : {
            ...(isCacheGood ? {} : { inputTokens, cacheReadTokens, cacheWriteTokens }),
            ...(isReasoningGood ? {} : { outputTokens, reasoningTokens }),
          },
  };
}
