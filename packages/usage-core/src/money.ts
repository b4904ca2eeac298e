import { Big } from "big.js";

/**
 * An exact amount of EUR.
 *
 * Sums and products are exact. Quotients (projections) carry 20 decimals, rounded half even: far below what
 * the one conversion to a double at the edge can show.
 */
export type Money = Big;

const Decimal = Big();
Decimal.DP = 20;
Decimal.RM = Big.roundHalfEven;

export const ZERO: Money = new Decimal(0);

/** An exact decimal, from its text. Throws on what is not one. */
export function money(decimal: string | number | Money): Money {
  return new Decimal(decimal);
}

export function sum(amounts: Iterable<Money>): Money {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** The double nearest to the exact amount: the one conversion, at the edge. */
export function toNumber(amount: Money): number {
  return Number(amount.toFixed());
}

/**
 * `part` as a percentage of `whole`, at most 100; 0 when nothing was spent. The whole is exactly 100. What is less is
 * divided as doubles: exact quotients of a thousand rows take longer than everything else that is done with them.
 */
export function percentOf(part: Money, whole: Money): number {
  if (whole.eq(ZERO)) return 0;
  return part.eq(whole) ? 100 : Math.min(100, (toNumber(part) * 100) / toNumber(whole));
}
