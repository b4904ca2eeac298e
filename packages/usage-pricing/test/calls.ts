import fc from "fast-check";
import type { UsageLog } from "usage-core";
import type { OwnPrice } from "../src/own-price.ts";
import type { PricedUsage } from "../src/price-of.ts";
import type { TokenCounts } from "../src/rates.ts";

const NO_TOKENS: TokenCounts = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

/** What a call to a model used; without tokens but for those that are told. */
export function used(provider: string | null, model: string, others: Partial<PricedUsage> = {}): PricedUsage {
  return { provider, model, serviceTier: null, ...NO_TOKENS, ...others };
}

/** A successful call that nobody has priced: 1 million tokens in, half a million out. */
export function call(others: Partial<UsageLog> = {}): UsageLog {
  return {
    id: "call-1",
    userId: null,
    feature: "assistant_chat",
    success: true,
    errorCode: null,
    latencyMs: null,
    costEur: null,
    costOriginal: null,
    currency: null,
    createdAt: "2026-11-24T09:30:00Z",
    ...used("openai", "gpt-4o", { inputTokens: 1_000_000, outputTokens: 500_000 }),
    ...others,
  };
}

/** A price of all firms for a model of any provider, usual tier, 1 USD in and 2 USD out. */
export function ownPrice(others: Partial<OwnPrice> = {}): OwnPrice {
  return {
    id: 12,
    firmId: null,
    provider: null,
    model: "gpt-4o",
    serviceTier: null,
    validFrom: "2026-01-01",
    currency: "USD",
    inputPerMillion: "1",
    outputPerMillion: "2",
    cacheReadPerMillion: null,
    cacheWritePerMillion: null,
    ...others,
  };
}

/** Counts that agree, often about the steps at which prices change. */
export const anyCounts: fc.Arbitrary<TokenCounts> = fc
  .record({
    inputTokens: fc.oneof(
      fc.nat(5_000),
      fc.integer({ min: 100_000, max: 600_000 }),
      fc.constantFrom(0, 1, 128_000, 128_001, 199_999, 200_000, 200_001, 271_999, 272_000, 272_001, 512_000, 512_001),
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
    ),
    outputTokens: fc.oneof(fc.nat(5_000), fc.constant(0), fc.integer({ min: 0, max: 1_000_000_000_000 })),
    readShare: fc.constantFrom(0, 0, 0.3, 1),
    writeShare: fc.constantFrom(0, 0, 0.5, 1),
    reasoningShare: fc.constantFrom(0, 0, 0.7, 1),
  })
  .map(({ inputTokens, outputTokens, readShare, writeShare, reasoningShare }) => {
    const cacheReadTokens = Math.floor(inputTokens * readShare);
    return {
      inputTokens,
      cacheReadTokens,
      cacheWriteTokens: Math.floor((inputTokens - cacheReadTokens) * writeShare),
      outputTokens,
      reasoningTokens: Math.floor(outputTokens * reasoningShare),
    };
  });

/** A decimal above 0 with at most 12 digits before the point and so many after it. */
export function anyDecimal(decimals: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: decimals }).chain((places) =>
    fc.bigInt({ min: 1n, max: 10n ** BigInt(places + 12) - 1n }).map((digits) => {
      const text = String(digits).padStart(places + 1, "0");
      return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
    }),
  );
}
