import { describe, expect, it } from "vitest";
import { formatExact } from "./format-exact.ts";

describe("formatExact", () => {
  it.each([
    ["0", "0", "0"],
    ["1.234", "1.234", "1,234"],
    ["0.012345678901", "0.012345678901", "0,012345678901"],
    ["123456789012.123456789012", "123,456,789,012.123456789012", "123.456.789.012,123456789012"],
    ["-1234.5", "-1,234.5", "-1.234,5"],
    ["0.00000000000000000001", "0.00000000000000000001", "0,00000000000000000001"],
  ])("writes %s with every digit, and the locale's signs", (decimal, english, romanian) => {
    expect(formatExact(decimal, "en-IE")).toBe(english);
    expect(formatExact(decimal, "ro-RO")).toBe(romanian);
  });

  it("leaves what is no decimal as it is", () => {
    expect(formatExact("1e5", "ro-RO")).toBe("1e5");
    expect(formatExact("batch", "ro-RO")).toBe("batch");
  });
});
