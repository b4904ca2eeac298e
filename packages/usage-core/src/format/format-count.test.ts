import { describe, expect, it } from "vitest";
import { formatCount, formatCountShort } from "./format-count.ts";

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
