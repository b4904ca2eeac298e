import { checkToRecord, checkUsageLog, type Fault, type UsageLog } from "usage-core";
import type { CallCost } from "usage-pricing";
import type { Database } from "../database.ts";
import { CALL_ROW, callRow, type PricedCall } from "./call-row.ts";
import type { Change } from "./change.ts";
import { contentHash } from "./content-hash.ts";
import { keptVersion } from "./kept-version.ts";
import { leaveUnpriced } from "./leave-unpriced.ts";
import { STORED_LOG } from "./stored-log.ts";

/** What became of a correction. */
export type CorrectResult =
  | { readonly status: "corrected"; readonly id: string }
  /** The call has these values already. */
  | { readonly status: "unchanged"; readonly id: string }
  | { readonly status: "not_found"; readonly id: string }
  /** It no longer counts, so there is nothing to correct. */
  | { readonly status: "voided"; readonly id: string }
  | { readonly status: "rejected"; readonly id: string; readonly faults: readonly Fault[] };

export interface Correction {
  readonly firmId: string;
  readonly id: string;
  /** New values by field, not checked yet. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly change: Change;
  /** The present, in milliseconds since 1970. */
  readonly asOf: number;
  /** Whether it may be moved to over 400 days ago. */
  readonly mayBackfill: boolean;
  readonly costOf: (log: UsageLog) => CallCost;
}

interface Stored {
  readonly log: Record<string, unknown>;
  readonly isVoided: boolean;
  readonly hasMismatch: boolean;
}

const COUNTS: readonly string[] = [
  "inputTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  "outputTokens",
  "reasoningTokens",
];

/** Corrects a call and keeps its former version, in one transaction. */
export async function correctCall(database: Database, correction: Correction): Promise<CorrectResult> {
  const { firmId, id, change } = correction;
  return database.run((prisma) =>
    prisma.$transaction(async (transaction): Promise<CorrectResult> => {
      const [stored] = await transaction.$queryRaw<Stored[]>`
        SELECT ${STORED_LOG} AS log, voided_at IS NOT NULL AS "isVoided",
               unpriced_reason IS NOT DISTINCT FROM 'token_mismatch' AS "hasMismatch"
          FROM ai_usage_log log WHERE firm_id = ${firmId} AND id = ${id} FOR UPDATE`;
      if (stored === undefined) return { status: "not_found", id };
      if (stored.isVoided) return { status: "voided", id };
      const corrected = applyChanges(stored, correction);
      if ("status" in corrected) return corrected;
      // The hash in the ledger stays that of the call as it was first sent.
      const row = callRow({ firmId, ...corrected, mismatch: null });
      await transaction.$executeRaw`
        WITH kept AS (
          ${keptVersion("correct", change)} WHERE firm_id = ${firmId} AND id = ${id}
        )
        UPDATE ai_usage_log log SET
          user_id = new.user_id, feature = new.feature, provider = new.provider, model = new.model,
          service_tier = new.service_tier, input_tokens = new.input_tokens, cache_read_tokens = new.cache_read_tokens,
          cache_write_tokens = new.cache_write_tokens, output_tokens = new.output_tokens,
          reasoning_tokens = new.reasoning_tokens, cost_eur = new.cost_eur, cost_original = new.cost_original,
          currency = new.currency, fx_rate = new.fx_rate, fx_date = new.fx_date, price = new.price,
          computed_cost_eur = new.computed_cost_eur, unpriced_reason = new.unpriced_reason, success = new.success,
          error_code = new.error_code, latency_ms = new.latency_ms, created_at = new.created_at
          FROM json_to_recordset(${JSON.stringify([row])}::json) AS new (${CALL_ROW})
         WHERE log.firm_id = new.firm_id AND log.id = new.id`;
      return { status: "corrected", id };
    }),
  );
}

/** The call as it shall be, with its cost, or why it stays as it is. */
function applyChanges(
  stored: Stored,
  { id, changes, asOf, mayBackfill, costOf }: Correction,
): CorrectResult | Pick<PricedCall, "log" | "cost" | "hash"> {
  if ("id" in changes) {
    return rejected(id, [{ field: "id", message: "stays as it is; void the call and record another" }]);
  }
  const before = checkUsageLog(stored.log);
  // An old call may be corrected, as long as its time stays.
  const backfill = mayBackfill || !("createdAt" in changes);
  const after = checkToRecord({ ...stored.log, ...withOneCost(changes) }, asOf, { backfill });
  if ("faults" in after) return rejected(id, after.faults);
  const hash = contentHash(after.log);
  if ("log" in before && contentHash(before.log) === hash) return { status: "unchanged", id };
  const countsStay = !COUNTS.some((field) => field in changes);
  const cost = costOf(after.log);
  const isMismatch = stored.hasMismatch && countsStay;
  return { log: after.log, cost: isMismatch ? leaveUnpriced(cost, "token_mismatch") : cost, hash };
}

/** A cost in EUR replaces one in another currency, and the other way round. */
function withOneCost(changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (changes["costEur"] != null) return { costOriginal: null, currency: null, ...changes };
  if (changes["costOriginal"] != null) return { costEur: null, ...changes };
  return changes;
}

function rejected(id: string, faults: readonly Fault[]): CorrectResult {
  return { status: "rejected", id, faults };
}
