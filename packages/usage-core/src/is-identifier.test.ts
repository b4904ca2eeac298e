import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIdentifier, MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
import { usageFiltersSchema } from "./usage-filters.ts";

describe("isIdentifier", () => {
  it("takes what the filters take for a value", () => {
    const length = fc.integer({ min: MAX_IDENTIFIER_LENGTH - 2, max: MAX_IDENTIFIER_LENGTH + 2 });
    const long = fc.tuple(fc.constantFrom("x", "ț", "\u{1F600}"), length).map(([sign, times]) => sign.repeat(times));
    const odd = fc.array(fc.constantFrom("a", "\0", "\u0001", "\uD83D", "\uDE00", " ")).map((signs) => signs.join(""));
    fc.assert(
      fc.property(fc.oneof(long, odd, fc.string({ unit: "binary" })), (text) => {
        expect(isIdentifier(text)).toBe(usageFiltersSchema.safeParse({ feature: [text] }).success);
      }),
    );
  });
});
