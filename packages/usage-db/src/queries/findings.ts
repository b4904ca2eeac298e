import type { Finding } from "usage-core";
import { Prisma } from "../generated/client.ts";

/** SQL: why a row of the log has no cost; NULL of one that has. */
export const UNPRICED_REASON = Prisma.raw("CASE WHEN cost_eur IS NULL THEN coalesce(unpriced_reason, 'not_told') END");

/**
 * SQL: whether such an incident was noted for the call of a row. It belongs to the day of that call, whatever its own
 * day.
 */
const noted = (kind: "conflict" | "mismatch") =>
  `(firm_id, id) IN (SELECT firm_id, call_id FROM ai_usage_incident WHERE kind = '${kind}')`;

const CONDITIONS = {
  conflicts: noted("conflict"),
  mismatches: noted("mismatch"),
  lateCalls: "recorded_at - created_at > interval '1 hour'",
  successesWithoutTokens: "success AND input_tokens + output_tokens = 0",
  differingCosts: "computed_cost_eur IS NOT NULL",
} as const satisfies Record<Finding, string>;

/** SQL: whether the finding holds for a row of the log. Calls are counted by it and listed by it. */
export function isFound(finding: Finding): Prisma.Sql {
  return Prisma.raw(`(${CONDITIONS[finding]})`);
}

/** SQL: a flawed row, as the index `ai_usage_log_flaws_idx` has it, which is what finds them. */
export const IS_FLAWED = Prisma.raw(`
  voided_at IS NULL
  AND (cost_eur IS NULL OR ${CONDITIONS.differingCosts} OR (${CONDITIONS.successesWithoutTokens})
       OR ${CONDITIONS.lateCalls})`);
