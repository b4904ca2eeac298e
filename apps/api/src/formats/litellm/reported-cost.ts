import { type Money, money, ZERO } from "usage-core";
import { valueAt } from "../json-value.ts";

/** What the ledger keeps of an amount in another currency. It cuts off a double's own rounding: 0.00022500000000000002. */
const DECIMALS = 18;

/**
 * The cost of a call in USD as LiteLLM reports it, as an exact decimal; `null` when it reports none.
 *
 * LiteLLM says 0 where it has no price. So 0 is a cost only for an answer from its own cache, for which no provider was
 * called, and for a failure that used no tokens.
 */
export function reportedCost(
  record: unknown,
  { success, tokens }: { readonly success: boolean; readonly tokens: number },
): string | null {
  // A table holds it as text.
  if (/^true$/i.test(String(plain(valueAt(record, "cache_hit"))))) return "0";
  const cost = amountOf(valueAt(record, "response_cost") ?? valueAt(record, "spend"));
  if (cost === null || cost.lt(ZERO)) return null;
  if (cost.gt(ZERO)) return cost.toFixed();
  return !success && tokens === 0 ? "0" : null;
}

function amountOf(value: unknown): Money | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  // Written out, as the ledger needs it, "1e999999999" is a gigabyte.
  if (!Number.isFinite(Number(value))) return null;
  try {
    return money(value).round(DECIMALS);
  } catch {
    return null;
  }
}

function plain(value: unknown): unknown {
  return typeof value === "boolean" || typeof value === "string" ? value : null;
}
