import { describe, expect, it } from "vitest";
import type { OwnPrice } from "../src/own-price.ts";
import { type PricedUsage, priceOf } from "../src/price-of.ts";
import { ownPrice, used } from "./calls.ts";

const AT = "2026-11-24T09:30:00Z";

describe("what a call costs, worked out by hand", () => {
  it("GPT-4o with half of the input from the cache", () => {
    // In 2.50, cached 1.25, out 10 USD per million:
    // (4,740 - 2,048) x 2.50 + 2,048 x 1.25 + 255 x 10 = 6,730 + 2,560 + 2,550 = 11,840
    expectCost(
      used("openai", "gpt-4o", { inputTokens: 4_740, cacheReadTokens: 2_048, outputTokens: 255 }),
      "0.01184",
      "genai-prices openai/gpt-4o",
    );
  });

  it("GPT-4o of May 2024, which has no rate for cached tokens: they cost what input costs", () => {
    // In 5, out 15: 1,001 x 5 + 7 x 15 = 5,005 + 105 = 5,110
    expectCost(
      used("openai", "gpt-4o-2024-05-13", { inputTokens: 1_001, cacheReadTokens: 1_000, outputTokens: 7 }),
      "0.00511",
      "genai-prices openai/gpt-4o-2024-05-13",
    );
  });

  it("Claude Sonnet 4.5, reading from the cache and writing to it", () => {
    // In 3, read 0.30, write 3.75, out 15:
    // (12,000 - 8,000 - 3,001) x 3 + 8,000 x 0.30 + 3,001 x 3.75 + 411 x 15
    // = 2,997 + 2,400 + 11,253.75 + 6,165 = 22,815.75
    expectCost(
      used("anthropic", "claude-sonnet-4-5-20250929", {
        inputTokens: 12_000,
        cacheReadTokens: 8_000,
        cacheWriteTokens: 3_001,
        outputTokens: 411,
      }),
      "0.02281575",
      "genai-prices anthropic/claude-sonnet-4-5",
    );
  });

  it("Claude Sonnet 4.5 one token over 200,000, cached ones included", () => {
    // In 6, read 0.60, write 7.50, out 22.50 for all tokens:
    // (200,001 - 100,000 - 1) x 6 + 100,000 x 0.60 + 1 x 7.50 + 10 x 22.50 = 600,000 + 60,000 + 7.50 + 225 = 660,232.50
    expectCost(
      used("anthropic", "claude-sonnet-4-5", {
        inputTokens: 200_001,
        cacheReadTokens: 100_000,
        cacheWriteTokens: 1,
        outputTokens: 10,
      }),
      "0.6602325",
      "genai-prices anthropic/claude-sonnet-4-5 above 200000 input tokens",
    );
  });

  it("Gemini 2.5 Pro with exactly 200,000 tokens of input", () => {
    // In 1.25, out 10: 200,000 x 1.25 + 1,000 x 10 = 250,000 + 10,000 = 260,000
    expectCost(
      used("gcp.gemini", "gemini-2.5-pro", { inputTokens: 200_000, outputTokens: 1_000 }),
      "0.26",
      "genai-prices google/gemini-2.5-pro",
    );
  });

  it("Gemini 2.5 Pro above 200,000: everything costs the dearer rates", () => {
    // In 2.50, cached 0.25, out 15: (250,003 - 50,000) x 2.50 + 50,000 x 0.25 + 1,000 x 15
    // = 500,007.50 + 12,500 + 15,000 = 527,507.50
    expectCost(
      used("gcp.vertex_ai", "gemini-2.5-pro", { inputTokens: 250_003, cacheReadTokens: 50_000, outputTokens: 1_000 }),
      "0.5275075",
      "genai-prices google/gemini-2.5-pro above 200000 input tokens",
    );
  });

  it("o4-mini, whose reasoning is a part of its output", () => {
    // In 1.10, cached 0.275, out 4.40: (999 - 512) x 1.10 + 512 x 0.275 + 2,345 x 4.40
    // = 535.70 + 140.80 + 10,318 = 10,994.50
    expectCost(
      used("openai", "o4-mini", {
        inputTokens: 999,
        cacheReadTokens: 512,
        outputTokens: 2_345,
        reasoningTokens: 2_048,
      }),
      "0.0109945",
      "genai-prices openai/o4-mini",
    );
  });

  it("o3 on the day before its price fell, and on the day itself", () => {
    const usage = used("openai", "o3", { inputTokens: 1_000, outputTokens: 100 });
    // In 10, out 40: 10,000 + 4,000 = 14,000
    expectCost(usage, "0.014", "genai-prices openai/o3", { at: "2025-06-09T23:59:59.999Z" });
    // In 2, out 8: 2,000 + 800 = 2,800
    expectCost(usage, "0.0028", "genai-prices openai/o3 from 2025-06-10", { at: "2025-06-10T00:00:00Z" });
  });

  it("DeepSeek Chat in and out of its dear hours, by the UTC clock", () => {
    const usage = used("deepseek", "deepseek-chat", { inputTokens: 1_000, cacheReadTokens: 100, outputTokens: 10 });
    // In 0.135, cached 0.035, out 0.55: 900 x 0.135 + 100 x 0.035 + 10 x 0.55 = 121.5 + 3.5 + 5.5 = 130.5
    expectCost(usage, "0.0001305", "genai-prices deepseek/deepseek-chat", { at: "2026-11-24T16:30:00Z" });
    // In 0.27, cached 0.07, out 1.10: 243 + 7 + 11 = 261. In Bucharest it is two hours later than in UTC.
    const dear = "genai-prices deepseek/deepseek-chat at 00:30:00Z-16:30:00Z";
    expectCost(usage, "0.000261", dear, { at: "2026-11-24T18:29:59+02:00" });
  });

  it("Perplexity Sonar, which has a fee for each call", () => {
    // 12 USD per 1,000 calls, in 1, out 1: 0.012 + (26 x 1 + 512 x 1) / 1,000,000
    expectCost(
      used("perplexity", "sonar", { inputTokens: 26, outputTokens: 512 }),
      "0.012538",
      "genai-prices perplexity/sonar",
    );
  });

  it("Sonar Deep Research, whose reasoning has a rate of its own", () => {
    // In 2, out 8, reasoning 3: 33 x 2 + (7,163 - 5,000) x 8 + 5,000 x 3 = 66 + 17,304 + 15,000 = 32,370
    expectCost(
      used("perplexity", "sonar-deep-research", { inputTokens: 33, outputTokens: 7_163, reasoningTokens: 5_000 }),
      "0.03237",
      "genai-prices perplexity/sonar-deep-research",
    );
  });

  it("an embedding, whose single token costs 2 hundred-millionths of a dollar", () => {
    // In 0.02: 1 x 0.02
    expectCost(
      used("openai", "text-embedding-3-small", { inputTokens: 1 }),
      "0.00000002",
      "genai-prices openai/text-embedding-3-small",
    );
  });

  it("Azure, which serves what it has no price of its own for at OpenAI's", () => {
    // In 2.50, out 10: 2,500 + 1,000
    expectCost(
      used("azure.ai.openai", "gpt-4o", { inputTokens: 1_000, outputTokens: 100 }),
      "0.0035",
      "genai-prices openai/gpt-4o for azure",
    );
  });

  it("an own price for batches, next to the catalogue's usual one", () => {
    const ownPrices = [
      ownPrice({ id: 7, serviceTier: "batch", inputPerMillion: "1.25", outputPerMillion: "5", currency: "USD" }),
    ];
    const usage = used("openai", "gpt-4o", { inputTokens: 4_001, outputTokens: 300 });
    // 4,001 x 1.25 + 300 x 5 = 5,001.25 + 1,500 = 6,501.25
    expectCost({ ...usage, serviceTier: "batch" }, "0.00650125", "own 7", { ownPrices });
    // 4,001 x 2.50 + 300 x 10 = 10,002.50 + 3,000 = 13,002.50
    expectCost({ ...usage, serviceTier: "default" }, "0.0130025", "genai-prices openai/gpt-4o", { ownPrices });
  });

  it("a firm's own price with 12 decimals, to the 18th decimal", () => {
    const ownPrices = [
      ownPrice({ id: 3, inputPerMillion: "2" }),
      ownPrice({
        id: 4,
        firmId: "acme",
        currency: "EUR",
        inputPerMillion: "2.300000000001",
        outputPerMillion: "9.2",
        cacheReadPerMillion: "0.230000000007",
        cacheWritePerMillion: "2.9",
      }),
    ];
    // (10 - 3 - 2) x 2.300000000001 + 3 x 0.230000000007 + 2 x 2.9 + 1 x 9.2
    // = 11.500000000005 + 0.690000000021 + 5.8 + 9.2 = 27.190000000026
    const usage = { inputTokens: 10, cacheReadTokens: 3, cacheWriteTokens: 2, outputTokens: 1 };
    expect(told(priceOf(used("openai", "gpt-4o", usage), AT, ownPrices))).toEqual({
      amount: "0.000027190000000026",
      currency: "EUR",
      price: "own 4",
    });
  });
});

function expectCost(
  usage: PricedUsage,
  amount: string,
  price: string,
  { at = AT, ownPrices = [] }: { readonly at?: string; readonly ownPrices?: readonly OwnPrice[] } = {},
): void {
  expect(told(priceOf(usage, at, ownPrices))).toEqual({ amount, currency: "USD", price });
}

function told(pricing: ReturnType<typeof priceOf>) {
  return pricing.amount === null ? pricing : { ...pricing, amount: pricing.amount.toFixed() };
}
