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

  it("is what whole numbers give", () => {
    fc.assert(
      fc.property(anyDecimal(18), anyDecimal(12), (amount, rate) => {
        expect(toEur(money(amount), rate)).toBe(byWholeNumbers(amount, rate));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is what whole numbers give on and about a half", () => {
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
        expect(toEur(money(amount), String(rate))).toBe(byWholeNumbers(amount, String(rate)));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The quotient in units of the 12th decimal, by its remainder. */
function byWholeNumbers(amount: string, rate: string): string {
  const [a, aDecimals] = whole(amount);
  const [r, rDecimals] = whole(rate);
  const dividend = a * 10n ** BigInt(rDecimals + 12);
  const divisor = r * 10n ** BigInt(aDecimals);
  const floor = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const rounded = twice > divisor || (twice === divisor && floor % 2n === 1n) ? floor + 1n : floor;
  const text = String(rounded).padStart(13, "0");
  return `${text.slice(0, -12)}.${text.slice(-12)}`.replace(/\.?0+$/, "");
}

function whole(decimal: string): [bigint, number] {
  const [integer = "", fraction = ""] = decimal.split(".");
  return [BigInt(integer + fraction), fraction.length];
}
