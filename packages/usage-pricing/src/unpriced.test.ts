import { describe, expect, expectTypeOf, it } from "vitest";
import { describeUnpriced, type UnpricedReason } from "./unpriced.ts";

const REASONS = [
  "unknown_provider",
  "unknown_model",
  "no_price_for_tier",
  "no_price_for_tokens",
  "token_mismatch",
  "no_rate",
  "too_large",
] as const satisfies readonly UnpricedReason[];

describe("describeUnpriced", () => {
  it("has a line for every reason that says what to do", () => {
    expectTypeOf<(typeof REASONS)[number]>().toEqualTypeOf<UnpricedReason>();
    for (const reason of REASONS) expect(describeUnpriced(reason)).toMatch(/^[A-Z][^\n]+; [^\n]+\.$/);
    expect(new Set(REASONS.map(describeUnpriced)).size).toBe(REASONS.length);
  });
});
