import { describe, expect, it } from "vitest";
import { formatEur, formatEurShort } from "./format-eur.ts";

describe("formatEur", () => {
  it.each([
    [1234.5, "€1,234.50", "1.234,50 €"],
    [0, "€0.00", "0,00 €"],
    [0.01, "€0.01", "0,01 €"],
    [1_000_000.005, "€1,000,000.01", "1.000.000,01 €"],
  ])("writes %d with two decimals in the reader's locale", (amount, english, romanian) => {
    expect(formatEur(amount, "en-IE")).toBe(english);
    expect(plainSpaces(formatEur(amount, "ro-RO"))).toBe(romanian);
  });

  it("does not show an amount below a cent as free", () => {
    expect(formatEur(0.003_14, "en-IE")).toBe("€0.0031");
    expect(plainSpaces(formatEur(0.000_02, "ro-RO"))).toBe("0,00002 €");
  });
});

describe("formatEurShort", () => {
  it.each([
    [0, "€0"],
    [0.25, "€0.25"],
    [40, "€40"],
    [1500, "€1.5K"],
    [2_000_000, "€2M"],
  ])("writes %d as a tick", (amount, tick) => {
    expect(formatEurShort(amount, "en-IE")).toBe(tick);
  });
});

function plainSpaces(text: string): string {
  return text.replace(/\u00a0|\u202f/g, " ");
}
