import { money } from "usage-core";
import type { Attributes } from "./span.ts";

/** No convention has a cost. These two are in use, in USD. */
const NAMES = ["gen_ai.usage.cost", "gen_ai.usage.total_cost"];

/** The most decimals that a cost is recorded with. */
const MAX_DECIMALS = 18;
const HALF_EVEN = 2;

/**
 * The cost in USD as the sender reports it, as a decimal; `null` without one, or when it cannot be a cost.
 *
 * A double stands for the shortest decimal that reads as it, which is what its sender wrote.
 */
export function reportedCost(attributes: Attributes): string | null {
  for (const name of NAMES) {
    const value = attributes.get(name);
    if (value === undefined || value === "" || typeof value === "boolean") continue;
    const cost = Number(value);
    if (!Number.isFinite(cost) || cost < 0) continue;
    return cost === 0 ? "0" : money(cost).round(MAX_DECIMALS, HALF_EVEN).toFixed();
  }
  return null;
}
