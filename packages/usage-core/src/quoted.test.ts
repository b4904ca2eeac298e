import { describe, expect, it } from "vitest";
import { quoted } from "./quoted.ts";

describe("quoted", () => {
  it.each([
    ["text", '"text"'],
    ["a\u0007b", '"a\\u0007b"'],
    ["a\u0085b", '"a\u{FFFD}b"'],
    ["x".repeat(80), `"${"x".repeat(58)}…`],
    [`${"x".repeat(57)}\u{1F600}${"x".repeat(9)}`, `"${"x".repeat(57)}\u{FFFD}…`],
    [Number.NaN, "NaN"],
    [10n, "10"],
    [undefined, "undefined"],
    [[1], "a list"],
    [{ deep: {} }, "an object"],
  ])("shows a value on one line: %s", (value, text) => {
    expect(quoted(value)).toBe(text);
  });
});
