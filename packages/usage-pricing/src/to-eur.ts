import type { Money } from "usage-core";

/** What the ledger keeps of an EUR amount. */
const DECIMALS = 12;

/**
 * An amount of another currency in EUR, as plain text: rounded once, half even, to the ledger's 12 decimals. The amount is 0
 * or more.
 *
 * `rate` is as the ECB gives it: how much of the currency 1 EUR is.
 *
 * In whole numbers, which divide several times as fast as decimals: every call that is recorded is converted.
 */
export function toEur(amount: Money, rate: string): string {
  const sum = unscaled(amount.toFixed());
  const unit = unscaled(rate);
  const dividend = sum.digits * 10n ** BigInt(DECIMALS + unit.scale);
  const divisor = unit.digits * 10n ** BigInt(sum.scale);
  const quotient = dividend / divisor;
  const twiceTheRest = 2n * (dividend % divisor);
  const isUp = twiceTheRest > divisor || (twiceTheRest === divisor && quotient % 2n === 1n);
  return decimalText(isUp ? quotient + 1n : quotient);
}

/** A plain decimal as a whole number, and how many of its digits stand behind the point. */
function unscaled(decimal: string): { readonly digits: bigint; readonly scale: number } {
  const [whole = "", fraction = ""] = decimal.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** A number of units of the last decimal as plain text, without needless zeros. */
function decimalText(units: bigint): string {
  const digits = units.toString().padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  const whole = digits.slice(0, -DECIMALS);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
