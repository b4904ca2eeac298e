import { money } from "usage-core";

/** What the ledger stores as it is. */
const PLAIN = /^\d{1,12}(\.\d{1,12})?$/;
/** Powers of ten within which an amount is written out; what lies beyond is refused anyway. */
const MAX_EXPONENT = 30;

/**
 * A decimal as the ledger stores it: without exponent (`1e-7` is `0.0000001`), needless zeros or the sign of `-0`, and
 * without losing a digit. What is not a decimal comes back unchanged, and the check reports it.
 */
export function exactDecimal(text: string): string {
  if (PLAIN.test(text)) return text;
  try {
    const amount = money(text);
    return Math.abs(amount.e) <= MAX_EXPONENT ? amount.toFixed() : text;
  } catch {
    return text;
  }
}
