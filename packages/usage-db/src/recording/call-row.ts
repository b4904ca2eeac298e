import type { UsageLog } from "usage-core";
import type { CallCost } from "usage-pricing";
import { Prisma } from "../generated/client.ts";
import { arrayLiteral } from "./array-literal.ts";
import { wholeMicroseconds } from "./content-hash.ts";

/** By which door a call came. Rows of other SQL clients are `sql`. */
export type CallSource = "api" | "otlp" | "litellm" | "import";

/** Counts as they were told, where they contradict each other. */
export type Mismatch = Readonly<Record<string, number>>;

/** A call that was checked and priced, on its way into the ledger. */
export interface PricedCall {
  readonly firmId: string;
  readonly log: UsageLog;
  readonly cost: CallCost;
  /** {@link contentHash} of the call. */
  readonly hash: string;
  readonly mismatch: Mismatch | null;
}

/** The columns of the ledger that say what a call was, and what it cost. */
export function contentColumns(log: UsageLog, cost: CallCost) {
  return {
    user_id: log.userId,
    feature: log.feature,
    provider: log.provider,
    model: log.model,
    service_tier: log.serviceTier,
    input_tokens: log.inputTokens,
    cache_read_tokens: log.cacheReadTokens,
    cache_write_tokens: log.cacheWriteTokens,
    output_tokens: log.outputTokens,
    reasoning_tokens: log.reasoningTokens,
    cost_eur: cost.costEur,
    cost_original: cost.costOriginal,
    currency: cost.currency,
    fx_rate: cost.fxRate,
    fx_date: cost.fxDate,
    price: cost.price,
    computed_cost_eur: cost.computedCostEur,
    unpriced_reason: cost.unpricedReason,
    success: log.success,
    error_code: log.errorCode,
    latency_ms: log.latencyMs,
    created_at: wholeMicroseconds(log.createdAt),
  };
}

/** What a call that was sent is made of in SQL: the columns' types. */
const COLUMN_TYPES = {
  firm_id: "text",
  id: "text",
  user_id: "text",
  feature: "text",
  provider: "text",
  model: "text",
  service_tier: "text",
  input_tokens: "bigint",
  cache_read_tokens: "bigint",
  cache_write_tokens: "bigint",
  output_tokens: "bigint",
  reasoning_tokens: "bigint",
  cost_eur: "numeric",
  cost_original: "numeric",
  currency: "text",
  fx_rate: "numeric",
  fx_date: "date",
  price: "text",
  computed_cost_eur: "numeric",
  unpriced_reason: "text",
  success: "boolean",
  error_code: "text",
  latency_ms: "integer",
  created_at: "timestamptz",
  content_hash: "text",
  mismatch: "jsonb",
} as const;

type Column = keyof typeof COLUMN_TYPES;
const COLUMNS = Object.keys(COLUMN_TYPES) as Column[];

/** SQL: the columns of any call that comes as JSON. */
export const CALL_ROW = Prisma.raw(COLUMNS.map((column) => `${column} ${COLUMN_TYPES[column]}`).join(", "));

/** SQL: the calls of {@link sentCalls} as rows, each with its `index` among them, from 1. */
export const SENT_CALLS = `
  SELECT * FROM unnest(${COLUMNS.map((column, index) => `$${index + 1}::${COLUMN_TYPES[column]}[]`).join(", ")})
    WITH ORDINALITY AS sent (${COLUMNS.join(", ")}, index)`;

/** How many parameters {@link SENT_CALLS} takes, from $1 on. */
export const CALL_PARAMETERS = COLUMNS.length;

/** The parameters of {@link SENT_CALLS}: a column each. */
export function sentCalls(calls: readonly PricedCall[]): string[] {
  const rows = calls.map(toRow);
  return COLUMNS.map((column) => arrayLiteral(rows.map((row) => row[column])));
}

function toRow({ firmId, log, cost, hash, mismatch }: PricedCall) {
  return {
    firm_id: firmId,
    id: log.id,
    ...contentColumns(log, cost),
    content_hash: hash,
    mismatch: mismatch === null ? null : JSON.stringify(mismatch),
  } satisfies Record<Column, unknown>;
}
