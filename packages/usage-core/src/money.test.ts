import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money, percentOf, sum, toNumber, ZERO } from "./money.ts";

describe("money", () => {
  it("sums without the error of doubles", () => {
    const cents = Array.from({ length: 100_000 }, () => money("0.00123456"));
    expect(sum(cents).toFixed()).toBe("123.456");
  });

  it("keeps more digits than a double has", () => {
    expect(money("999999999999.123456789012").plus("0.000000000001").toFixed()).toBe("999999999999.123456789013");
  });

  it("refuses what is not a decimal", () => {
    expect(() => money("1,5")).toThrow();
    expect(() => money("NaN")).toThrow();
  });
});

describe("toNumber", () => {
  it("gives the double nearest to the exact amount", () => {
    expect(toNumber(money("172.9384904"))).toBe(172.9384904);
    expect(toNumber(money("0.1").plus("0.2"))).toBe(0.3);
  });
});

describe("percentOf", () => {
  it("is not rounded", () => {
    expect(percentOf(money(1), money(3))).toBe(33.333333333333336);
  });

  it("is exactly 100 of all, and never more of less", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), fc.bigInt({ min: 0n, max: 10n ** 18n }), (part, rest) => {
        const some = money(`${part}e-12`);
        expect(percentOf(some, some)).toBe(100);
        const share = percentOf(some, some.plus(money(`${rest}e-12`)));
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("is 0 when nothing was spent", () => {
    expect(percentOf(ZERO, ZERO)).toBe(0);
  });
});
