import { money } from "usage-core";
import { describe, expect, it } from "vitest";
import { CLAUDE_SONNET, costOf, EMBEDDING, GPT_4O } from "./models.ts";

describe("costOf", () => {
  it("is exact", () => {
    expect(costOf(GPT_4O, 1_000_000, 0)).toBe("2.3000000000");
    expect(costOf(EMBEDDING, 1, 0)).toBe("0.0000001196");
    const { inputPrice, outputPrice } = CLAUDE_SONNET;
    expect(money(costOf(CLAUDE_SONNET, 734, 105)).eq(money(734 * inputPrice + 105 * outputPrice).div("1e10"))).toBe(
      true,
    );
  });
});
