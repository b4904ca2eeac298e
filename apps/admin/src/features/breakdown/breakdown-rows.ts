import {
  BATCH_USER_ID,
  batchUserName,
  type FeatureCost,
  featureName,
  type Language,
  type ModelCost,
  type UserCost,
} from "usage-core";

/** One line of a breakdown. */
export interface BreakdownRow {
  readonly id: string;
  readonly name: string;
  readonly cost: number;
  readonly tokens: number;
  readonly calls: number;
  readonly unpricedCalls: number;
  /** In [0, 100]. */
  readonly share: number;
}

export function featureRows(features: readonly FeatureCost[], language: Language): BreakdownRow[] {
  return features.map(({ feature, cost, tokens, calls, unpricedCalls, percentOfTotal }) => ({
    id: feature,
    name: featureName(feature, language),
    cost,
    tokens,
    calls,
    unpricedCalls,
    share: percentOfTotal,
  }));
}

export function modelRows(models: readonly ModelCost[]): BreakdownRow[] {
  return models.map(({ model, cost, tokens, calls, unpricedCalls, percentOfTotal }) => ({
    id: model,
    name: model,
    cost,
    tokens,
    calls,
    unpricedCalls,
    share: percentOfTotal,
  }));
}

/** The answer has no shares of users; they are of the sum of its rows, which is the period's total. */
export function userRows(users: readonly UserCost[], language: Language): BreakdownRow[] {
  const total = users.reduce((sum, { cost }) => sum + cost, 0);
  return users.map(({ userId, userName, cost, tokens, calls, unpricedCalls }) => ({
    id: userId,
    name: userId === BATCH_USER_ID ? batchUserName(language) : userName,
    cost,
    tokens,
    calls,
    unpricedCalls,
    share: total > 0 ? (cost / total) * 100 : 0,
  }));
}
