import { Big } from "big.js";
import fc from "fast-check";
import { money } from "usage-core";
import { describe, expect, it } from "vitest";
import { anyDecimal } from "../test/calls.ts";
import { toEur } from "./to-eur.ts";

describe("toEur", () => {
  it("divides by the rate", () => {
    // 0.0330625 / 1.0834 = 0.03051735277829...
    expect(toEur(money("0.0330625"), "1.0834")).toBe("0.030517352778");
  });

  it("is plain text, however small or large", () => {
    expect(toEur(money("0.000000000001"), "1")).toBe("0.000000000001");
    expect(toEur(money("0.000000000000000001"), "1.1")).toBe("0");
    expect(toEur(money("999999999999"), "0.000001")).toBe("999999999999000000");
  });

  it("rounds half even", () => {
    expect(toEur(money("0.0000000000005"), "1")).toBe("0");
    expect(toEur(money("0.0000000000015"), "1")).toBe("0.000000000002");
    expect(toEur(money("0.0000000000025"), "1")).toBe("0.000000000002");
  });

  it("rounds once, where rounding to 20 decimals first would give another last digit", () => {
    // The quotient is 0.000000000000 5000000004999...: over a half, so up. Rounded to 20 decimals first it is a half
    // exactly, 0.000000000000 50000000, which goes down to even.
    const [amount, rate] = ["0.000000000000500000001", "1.000000001"];
    expect(money(amount).div(rate).round(12).toFixed()).toBe("0");
    expect(toEur(money(amount), rate)).toBe("0.000000000001");
  });

  it("is what decimals give", () => {
    fc.assert(
      fc.property(anyDecimal(18), anyDecimal(12), (amount, rate) => {
        expect(toEur(money(amount), rate)).toBe(byDecimals(amount, rate));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is what decimals give on and about a half", () => {
    const anyNearHalf = fc.record({
      half: fc.bigInt({ min: 0n, max: 10n ** 12n }).map((n) => 2n * n + 1n),
      rate: fc.bigInt({ min: 1n, max: 10n ** 6n }),
      off: fc.constantFrom(-1n, 0n, 1n),
    });
    fc.assert(
      fc.property(anyNearHalf, ({ half, rate, off }) => {
        // An amount of 30 decimals whose quotient is a half of the 12th decimal, or 1e-30 off it.
        const digits = half * 5n * 10n ** 17n * rate + off;
        const text = String(digits).padStart(31, "0");
        const amount = `${text.slice(0, -30)}.${text.slice(-30)}`;
        expect(toEur(money(amount), String(rate))).toBe(byDecimals(amount, String(rate)));
      }),
      { numRuns: 2_000 },
    );
  });
});

const Euros = Big();
Euros.DP = 12;
Euros.RM = Big.roundHalfEven;

/** By a library of decimals. */
function byDecimals(amount: string, rate: string): string {
  return new Euros(amount).div(rate).toFixed();
}
