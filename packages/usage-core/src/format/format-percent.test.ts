import { describe, expect, it } from "vitest";
import { formatRate, formatShare } from "./format-percent.ts";

describe("formatShare", () => {
  it.each([
    [0, "0.0%"],
    [12.34, "12.3%"],
    [100, "100.0%"],
    [0.03, "< 0.1%"],
  ])("writes %d of 100", (percent, share) => {
    expect(formatShare(percent, "en-IE")).toBe(share);
  });

  it("writes the Romanian decimal comma", () => {
    expect(formatShare(12.34, "ro-RO").replace(/\s/u, " ")).toBe("12,3 %");
  });
});

describe("formatRate", () => {
  it.each([
    [1, "100%"],
    [0.5, "50%"],
    [0.98765, "98.76%"],
    [0.999_999, "99.99%"],
    [0, "0%"],
  ])("writes %d, and 100 only when no call failed", (rate, text) => {
    expect(formatRate(rate, "en-IE")).toBe(text);
  });
});
