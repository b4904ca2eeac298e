import { Big } from "big.js";
import type { Money } from "usage-core";

// Quotients of usage-core carry 20 decimals; rounding those to 12 would be rounding twice.
const Euros = Big();
Euros.DP = 12;
Euros.RM = Big.roundHalfEven;

/**
 * An amount of another currency in EUR, as plain text: rounded once, half even, to the ledger's 12 decimals.
 *
 * `rate` is as the ECB gives it: how much of the currency 1 EUR is.
 */
export function toEur(amount: Money, rate: string): string {
  return new Euros(amount).div(rate).toFixed();
}
