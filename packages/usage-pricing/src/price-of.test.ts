import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCounts, anyDecimal, ownPrice, used } from "../test/calls.ts";
import { type Pricing, priceOf } from "./price-of.ts";

const AT = "2026-11-24T09:30:00Z";
const TOKENS = { inputTokens: 1_000, outputTokens: 100 };

describe("priceOf", () => {
  it("takes the tier's names for the usual price, however they are written", () => {
    for (const serviceTier of [null, "default", "standard", "auto", "on_demand", "ON_DEMAND", "Standard"]) {
      expect(nameOf(priceOf(used("openai", "gpt-4o", { ...TOKENS, serviceTier }), AT, []))).toBe(
        "genai-prices openai/gpt-4o",
      );
    }
  });

  it("has no price for a tier that only the usual price is known of", () => {
    const ownPrices = [ownPrice()];
    for (const serviceTier of ["batch", "flex", "priority"]) {
      const usage = used("openai", "gpt-4o", { ...TOKENS, serviceTier });
      expect(priceOf(usage, AT, ownPrices)).toEqual({ amount: null, reason: "no_price_for_tier" });
    }
  });

  it("finds the provider by the model where none is named", () => {
    expect(nameOf(priceOf(used(null, "gpt-4o", TOKENS), AT, []))).toBe("genai-prices openai/gpt-4o");
    expect(nameOf(priceOf(used(null, "claude-sonnet-4-5", TOKENS), AT, []))).toBe(
      "genai-prices anthropic/claude-sonnet-4-5",
    );
    expect(priceOf(used(null, "acme-13b", TOKENS), AT, [])).toEqual({ amount: null, reason: "unknown_model" });
  });

  it("gives a provider that the catalogue does not know no other one's price", () => {
    for (const provider of ["openai-compatible", "my-gateway", "ibm.watsonx.ai", "constructor", "", " "]) {
      expect(priceOf(used(provider, "gpt-4o", TOKENS), AT, [])).toEqual({ amount: null, reason: "unknown_provider" });
    }
    expect(priceOf(used("groq", "gpt-4o", TOKENS), AT, [])).toEqual({ amount: null, reason: "unknown_model" });
  });

  it("has no price for what is not priced by tokens", () => {
    // Transcription costs by the hour, and an embedding has no output.
    expect(priceOf(used("openai", "whisper-1"), AT, [])).toEqual({ amount: null, reason: "no_price_for_tokens" });
    expect(priceOf(used("openai", "text-embedding-3-small", TOKENS), AT, [])).toEqual({
      amount: null,
      reason: "no_price_for_tokens",
    });
  });

  it("says of a model that is free that it is", () => {
    const pricing = priceOf(used("github_copilot", "gpt-4o", TOKENS), AT, []);
    expect(pricing.amount?.toFixed()).toBe("0");
    expect(nameOf(pricing)).toBe("genai-prices github-copilot/gpt-4o free");
  });

  it("refuses counts whose parts are more than the whole", () => {
    const mismatches = [
      { inputTokens: 10, cacheReadTokens: 11 },
      { inputTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 5 },
      { outputTokens: 10, reasoningTokens: 11 },
    ];
    for (const mismatch of mismatches) {
      expect(priceOf(used("openai", "gpt-4o", mismatch), AT, [ownPrice()])).toEqual({
        amount: null,
        reason: "token_mismatch",
      });
    }
  });

  it("takes the double of the catalogue that was meant to be 0.18 for 0.18", () => {
    const usage = used("huggingface_together", "Qwen/Qwen3-VL-8B-Instruct", { inputTokens: 1_000_000 });
    expect(priceOf(usage, AT, []).amount?.toFixed()).toBe("0.18");
  });

  it("adds up: two calls at a flat price cost what one with all their tokens costs", () => {
    fc.assert(
      fc.property(
        anyCounts,
        anyCounts,
        anyDecimal(12),
        anyDecimal(12),
        anyDecimal(12),
        (a, b, input, output, cached) => {
          const ownPrices = [
            ownPrice({ inputPerMillion: input, outputPerMillion: output, cacheReadPerMillion: cached }),
          ];
          const both = {
            inputTokens: a.inputTokens + b.inputTokens,
            cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
            cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
            outputTokens: a.outputTokens + b.outputTokens,
            reasoningTokens: a.reasoningTokens + b.reasoningTokens,
          };
          const [costA, costB, costOfBoth] = [a, b, both].map((counts) => {
            const { amount } = priceOf(used("openai", "gpt-4o", counts), AT, ownPrices);
            if (amount === null) throw new Error("an own price prices every call");
            return amount;
          });
          expect(costA?.plus(costB ?? 0).toFixed()).toBe(costOfBoth?.toFixed());
        },
      ),
    );
  });

  it("never costs less for more output", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("gpt-4o", "gpt-5.4", "claude-sonnet-4-5", "gemini-2.5-pro", "deepseek-chat"),
        anyCounts,
        fc.nat(100_000),
        (model, counts, more) => {
          const less = priceOf(used(null, model, counts), AT, []).amount;
          const longer = { ...counts, outputTokens: counts.outputTokens + more };
          const dearer = priceOf(used(null, model, longer), AT, []).amount;
          expect(less !== null && dearer?.gte(less)).toBe(true);
        },
      ),
    );
  });
});

function nameOf(pricing: Pricing): string {
  return pricing.amount === null ? pricing.reason : pricing.price;
}
