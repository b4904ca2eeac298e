import { type Language, userNameIn } from "usage-core";
import type { ExactCall } from "usage-db";
import type { ExportRecord } from "./export-record.ts";

const fields = {
  id: ({ id }) => id,
  createdAt: ({ createdAt }) => createdAt,
  date: ({ date }) => date,
  userId: ({ userId }) => userId,
  userName: (call, language) => userNameIn(language, call),
  feature: ({ feature }) => feature,
  model: ({ model }) => model,
  provider: ({ provider }) => provider,
  inputTokens: ({ inputTokens }) => inputTokens,
  outputTokens: ({ outputTokens }) => outputTokens,
  costEur: ({ cost }) => cost?.toFixed() ?? null,
  success: ({ success }) => success,
  errorCode: ({ errorCode }) => errorCode,
  latencyMs: ({ latencyMs }) => latencyMs,
  source: ({ source }) => source,
  unpricedReason: ({ unpricedReason }) => unpricedReason,
  voided: ({ voided }) => voided,
} satisfies Record<string, (call: ExactCall, language: Language) => ExportRecord[string]>;

export const CALL_COLUMNS: readonly string[] = Object.keys(fields);

/**
 * A call as a record, batch jobs named in `language`. `costEur` is exact, and `null` of a call that is unpriced. `createdAt` is
 * UTC, and `date` the firm's local date, by which its days add up.
 */
export function callRecord(call: ExactCall, language: Language): ExportRecord {
  return Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(call, language)]));
}
