import type { Attributes } from "./span.ts";

/** The counts of a call, by its fields. */
export type TokenCounts = Readonly<Record<keyof typeof NAMES, number>>;

/** The names of each count over time, newest first. The first one present counts; they are never added up. */
const NAMES = {
  inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
  cacheReadTokens: ["gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens"],
  cacheWriteTokens: [
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
  ],
  outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
  reasoningTokens: ["gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"],
} as const;

/** Whether the span says how many tokens went in or came out. */
export function hasUsage(attributes: Attributes): boolean {
  return [...NAMES.inputTokens, ...NAMES.outputTokens].some((name) => isTold(attributes, name));
}

/**
 * The counts as they were sent; one that is missing is 0. What is not a number is NaN, which the check of the call
 * refuses.
 */
export function toldCounts(attributes: Attributes): TokenCounts {
  return {
    inputTokens: countOf(attributes, NAMES.inputTokens),
    cacheReadTokens: countOf(attributes, NAMES.cacheReadTokens),
    cacheWriteTokens: countOf(attributes, NAMES.cacheWriteTokens),
    outputTokens: countOf(attributes, NAMES.outputTokens),
    reasoningTokens: countOf(attributes, NAMES.reasoningTokens),
  };
}

/**
 * The counts that a call can have, and those that were sent if they disagree.
 *
 * By the conventions, cached tokens are part of the input and reasoning is part of the output. An instrumentation that
 * counts them separately is noticed only where the part exceeds the whole; then the parts cannot be trusted.
 */
export function reconcileCounts(told: TokenCounts): {
  readonly counts: TokenCounts;
  readonly mismatch: TokenCounts | null;
} {
  const cachedExceeds = told.cacheReadTokens + told.cacheWriteTokens > told.inputTokens;
  const reasoningExceeds = told.reasoningTokens > told.outputTokens;
  if (!cachedExceeds && !reasoningExceeds) return { counts: told, mismatch: null };
  return {
    counts: {
      ...told,
      ...(cachedExceeds ? { cacheReadTokens: 0, cacheWriteTokens: 0 } : {}),
      ...(reasoningExceeds ? { reasoningTokens: 0 } : {}),
    },
    mismatch: told,
  };
}

function countOf(attributes: Attributes, names: readonly string[]): number {
  const name = names.find((name) => isTold(attributes, name));
  const value = name === undefined ? 0 : attributes.get(name);
  return typeof value === "boolean" ? Number.NaN : Number(value);
}

function isTold(attributes: Attributes, name: string): boolean {
  return (attributes.get(name) ?? "") !== "";
}
