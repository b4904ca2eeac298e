import { money } from "usage-core";

/** An amount as text without needless zeros, so that equal amounts are the same text. `null` stays. */
export function plainDecimal(amount: string | null): string | null {
  return amount === null ? null : money(amount).toFixed();
}
