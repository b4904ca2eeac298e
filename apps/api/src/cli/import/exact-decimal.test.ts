import fc from "fast-check";
import { money } from "usage-core";
import { describe, expect, it } from "vitest";
import { exactDecimal } from "./exact-decimal.ts";

describe("exactDecimal", () => {
  it.each([
    ["0.0445096", "0.0445096"],
    ["172.9384904", "172.9384904"],
    ["1e-7", "0.0000001"],
    ["1.5E+2", "150"],
    ["-0", "0"],
    ["-0.00", "0"],
    ["0.1000000000000", "0.1"],
    ["0.1234567890123", "0.1234567890123"],
    ["-1", "-1"],
    ["1e20", "100000000000000000000"],
  ])("writes %s as %s", (text, exact) => {
    expect(exactDecimal(text)).toBe(exact);
  });

  it.each(["", "1,5", "NaN", "Infinity", "0x10", " 1", "1e400", "1e-400", "1e999999999999"])(
    "leaves %j as it is, for the check to refuse",
    (text) => {
      expect(exactDecimal(text)).toBe(text);
    },
  );

  it("loses no digit of any number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: -20, max: 5 }), (digits, exponent) => {
        const text = `${digits}e${exponent}`;
        expect(money(exactDecimal(text)).eq(money(text))).toBe(true);
        expect(exactDecimal(text)).toMatch(/^\d+(\.\d+)?$/);
      }),
    );
  });
});
