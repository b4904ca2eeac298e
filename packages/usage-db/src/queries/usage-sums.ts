import { money, type UsageSums } from "usage-core";
import { Prisma } from "../generated/client.ts";

/** What every `groupBy` on the view sums. */
export const USAGE_SUMS = {
  calls: true,
  failedCalls: true,
  unpricedCalls: true,
  inputTokens: true,
  outputTokens: true,
  costEur: true,
} as const;

/** The sums as Prisma gives them. */
export interface SummedColumns {
  readonly calls: bigint | null;
  readonly failedCalls: bigint | null;
  readonly unpricedCalls: bigint | null;
  readonly inputTokens: bigint | null;
  readonly outputTokens: bigint | null;
  readonly costEur: { toFixed(): string } | null;
}

/** SQL: {@link SummedColumns} of a group of the view's rows. */
export const SUMMED_COLUMNS = Prisma.raw(`
  sum(calls)::bigint AS calls,
  sum(failed_calls)::bigint AS "failedCalls",
  sum(unpriced_calls)::bigint AS "unpricedCalls",
  sum(input_tokens)::bigint AS "inputTokens",
  sum(output_tokens)::bigint AS "outputTokens",
  sum(cost_eur) AS "costEur"`);

/** A group's sums as the core's exact ones. A sum over no rows is `null`: nothing. */
export function toUsageSums(sum: SummedColumns): UsageSums {
  return {
    calls: sum.calls ?? 0n,
    failedCalls: sum.failedCalls ?? 0n,
    unpricedCalls: sum.unpricedCalls ?? 0n,
    inputTokens: sum.inputTokens ?? 0n,
    outputTokens: sum.outputTokens ?? 0n,
    cost: money(sum.costEur?.toFixed() ?? "0"),
  };
}
