/** What usage can be grouped by, besides time. */
export const DIMENSIONS = ["feature", "user", "model", "provider"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The most values that one dimension is filtered by. */
export const MAX_FILTER_VALUES = 100;

/**
 * A value per dimension: a feature, a user's id, a model, a provider. Batch jobs are the user `"batch"`. `null` stands
 * only for the provider of calls that do not name theirs.
 */
export interface DimensionKey {
  readonly feature?: string | undefined;
  readonly user?: string | undefined;
  readonly model?: string | undefined;
  readonly provider?: string | null | undefined;
}
