import { money } from "../src/money.ts";
import type { UsageSums } from "../src/usage-rows.ts";

/** Sums with the given cost and calls; 10 tokens in and 5 out for each call. */
export function usage(cost: string, calls = 1, others: Partial<UsageSums> = {}): UsageSums {
  return {
    calls: BigInt(calls),
    failedCalls: 0n,
    unpricedCalls: 0n,
    inputTokens: BigInt(calls) * 10n,
    outputTokens: BigInt(calls) * 5n,
    cost: money(cost),
    ...others,
  };
}
