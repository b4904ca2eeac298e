import { Prisma } from "../generated/client.ts";
import { REPORTED_COLUMNS } from "./reported-columns.ts";

/**
 * SQL: the row `log` of the ledger as the `UsageLogInput` that it was sent as. A cost that we computed was not sent.
 */
export const STORED_LOG = Prisma.raw(`
  json_build_object(
    'id', log.id, 'userId', log.user_id, 'feature', log.feature, 'provider', log.provider, 'model', log.model,
    'serviceTier', log.service_tier, 'inputTokens', log.input_tokens, 'cacheReadTokens', log.cache_read_tokens,
    'cacheWriteTokens', log.cache_write_tokens, 'outputTokens', log.output_tokens,
    'reasoningTokens', log.reasoning_tokens,
    'costEur', (${REPORTED_COLUMNS.costEur("log")})::text,
    'costOriginal', (${REPORTED_COLUMNS.costOriginal("log")})::text,
    'currency', ${REPORTED_COLUMNS.currency("log")},
    'success', log.success, 'errorCode', log.error_code, 'latencyMs', log.latency_ms,
    'createdAt', to_char(log.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`);
