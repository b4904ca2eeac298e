import { describe, expect, it } from "vitest";
import { shellWord } from "./shell-word.ts";

describe("shellWord", () => {
  it.each(["acme", "gpt-4o", "a/b.c", "ana@example.com", "azure:gpt"])("leaves %s as it is", (text) => {
    expect(shellWord(text)).toBe(text);
  });

  it.each([
    ["a b", "'a b'"],
    ["$(id)", "'$(id)'"],
    ["it's", "'it'\\''s'"],
    ["", "''"],
    ["ăș", "'ăș'"],
  ])("quotes %s", (text, word) => {
    expect(shellWord(text)).toBe(word);
  });
});
