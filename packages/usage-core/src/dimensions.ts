/** By what usage can be told apart beside time. */
export const DIMENSIONS = ["feature", "user", "model", "provider"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The most values that one dimension is filtered by. */
export const MAX_FILTER_VALUES = 100;

/**
 * Which value of each dimension, under the dimension's name: a feature, a user's id, a model, a provider. Batch jobs are the user
 * `"batch"`; `null` is the provider of calls that do not tell theirs. No other dimension has `null`.
 */
export interface DimensionKey {
  readonly feature?: string | undefined;
  readonly user?: string | undefined;
  readonly model?: string | undefined;
  readonly provider?: string | null | undefined;
}
