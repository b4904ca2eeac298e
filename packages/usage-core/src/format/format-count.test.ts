import { describe, expect, it } from "vitest";
import { formatAverage, formatCount, formatCountShort } from "./format-count.ts";

describe("formatCount", () => {
  it("groups digits as the locale does", () => {
    expect(formatCount(18_305_870, "en-IE")).toBe("18,305,870");
    expect(formatCount(18_305_870, "ro-RO")).toBe("18.305.870");
  });
});

describe("formatCountShort", () => {
  it.each([
    [0, "0"],
    [950, "950"],
    [12_340, "12.3K"],
    [18_305_870, "18.3M"],
    [2_500_000_000, "2.5B"],
  ])("writes %d in three digits", (count, short) => {
    expect(formatCountShort(count, "en-IE")).toBe(short);
  });
});

describe("formatAverage", () => {
  it.each([
    [0, "0"],
    [1 / 30, "0.033"],
    [3.27, "3.3"],
    [12.7, "13"],
    [1234.5, "1,235"],
  ])("writes %d so that something is not nothing", (average, text) => {
    expect(formatAverage(average, "en-IE")).toBe(text);
  });
});
