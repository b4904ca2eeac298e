import type { UsageLog } from "usage-core";
import type { CallCost } from "usage-pricing";
import { Prisma } from "../generated/client.ts";
import { arrayLiteral } from "./array-literal.ts";
import { wholeMicroseconds } from "./content-hash.ts";

/** How a call came in. Rows of SQL clients are `sql`. */
export type CallSource = "api" | "otlp" | "litellm" | "import";

/** Counts as they were sent, where they contradict each other. */
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

type Value = string | number | boolean | null;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly of: (call: PricedCall) => Value;
}

/** The columns of a call as it is sent to PostgreSQL. */
const COLUMNS: readonly Column[] = [
  { name: "firm_id", type: "text", of: ({ firmId }) => firmId },
  { name: "id", type: "text", of: ({ log }) => log.id },
  { name: "user_id", type: "text", of: ({ log }) => log.userId },
  { name: "feature", type: "text", of: ({ log }) => log.feature },
  { name: "provider", type: "text", of: ({ log }) => log.provider },
  { name: "model", type: "text", of: ({ log }) => log.model },
  { name: "service_tier", type: "text", of: ({ log }) => log.serviceTier },
  { name: "input_tokens", type: "bigint", of: ({ log }) => log.inputTokens },
  { name: "cache_read_tokens", type: "bigint", of: ({ log }) => log.cacheReadTokens },
  { name: "cache_write_tokens", type: "bigint", of: ({ log }) => log.cacheWriteTokens },
  { name: "output_tokens", type: "bigint", of: ({ log }) => log.outputTokens },
  { name: "reasoning_tokens", type: "bigint", of: ({ log }) => log.reasoningTokens },
  { name: "cost_eur", type: "numeric", of: ({ cost }) => cost.costEur },
  { name: "cost_original", type: "numeric", of: ({ cost }) => cost.costOriginal },
  { name: "currency", type: "text", of: ({ cost }) => cost.currency },
  { name: "fx_rate", type: "numeric", of: ({ cost }) => cost.fxRate },
  { name: "fx_date", type: "date", of: ({ cost }) => cost.fxDate },
  { name: "price", type: "text", of: ({ cost }) => cost.price },
  { name: "computed_cost_eur", type: "numeric", of: ({ cost }) => cost.computedCostEur },
  { name: "unpriced_reason", type: "text", of: ({ cost }) => cost.unpricedReason },
  { name: "success", type: "boolean", of: ({ log }) => log.success },
  { name: "error_code", type: "text", of: ({ log }) => log.errorCode },
  { name: "latency_ms", type: "integer", of: ({ log }) => log.latencyMs },
  { name: "created_at", type: "timestamptz", of: ({ log }) => wholeMicroseconds(log.createdAt) },
  { name: "content_hash", type: "text", of: ({ hash }) => hash },
  { name: "mismatch", type: "jsonb", of: ({ mismatch }) => (mismatch === null ? null : JSON.stringify(mismatch)) },
];

const NAMES = COLUMNS.map(({ name }) => name).join(", ");
const ARRAYS = COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");

/** SQL: the calls of {@link sentCalls} as rows, each with its `index` among them, from 1. */
export const SENT_CALLS = `
  SELECT * FROM unnest(${ARRAYS}) WITH ORDINALITY AS sent (${NAMES}, index)`;

/** SQL: the columns of a {@link callRow} that is sent as JSON. */
export const CALL_ROW = Prisma.raw(COLUMNS.map(({ name, type }) => `${name} ${type}`).join(", "));

/** A call by columns. */
export function callRow(call: PricedCall): Readonly<Record<string, Value>> {
  return Object.fromEntries(COLUMNS.map(({ name, of }) => [name, of(call)]));
}

/** How many parameters {@link SENT_CALLS} takes, from $1 on. */
export const CALL_PARAMETERS = COLUMNS.length;

/** The parameters of {@link SENT_CALLS}: one per column. */
export function sentCalls(calls: readonly PricedCall[]): string[] {
  return COLUMNS.map(({ of }) => arrayLiteral(calls.map(of)));
}
