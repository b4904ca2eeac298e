import { money } from "usage-core";

/** An amount in the one way in which equal ones are the same text: without needless zeros. `null` stays. */
export function plainDecimal(amount: string | null): string | null {
  return amount === null ? null : money(amount).toFixed();
}
