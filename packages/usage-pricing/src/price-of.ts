import { type Money, money } from "usage-core";
import { cataloguePrice } from "./catalogue.ts";
import { ownPriceFor } from "./choose-own-price.ts";
import { utcDateOf } from "./instant.ts";
import type { OwnPrice } from "./own-price.ts";
import { amountOf, contradictThemselves, type Rate, type Rates, stepOf, type TokenCounts } from "./rates.ts";
import { serviceTierOf } from "./service-tier.ts";
import type { UnpricedReason } from "./unpriced.ts";

/** What the price of a call depends on. A `UsageLog` is one. */
export interface PricedUsage extends TokenCounts {
  /** `null` when it is not known: the model alone names the price. */
  readonly provider: string | null;
  readonly model: string;
  readonly serviceTier: string | null;
}

export type Pricing =
  /** `amount` is the exact product; `price` names the price that was used. */
  | { readonly amount: Money; readonly currency: string; readonly price: string }
  | { readonly amount: null; readonly reason: UnpricedReason };

/**
 * What a call at the instant `at` cost. An own price wins over the catalogue; `ownPrices` are those of the call's firm and
 * of all firms.
 *
 * Tokens are counted as genai-prices counts them:
 * - Cached tokens cost the rate for them. Where a price has none they cost what input costs: the provider gives no
 *   discount that the catalogue knows of. The same holds for reasoning and output.
 * - A call whose input, cached tokens included, is over a step (200,000 tokens for Gemini) costs the dearer rates for all
 *   of its tokens.
 * - Some models cost a fee for each call on top.
 * - Text, audio and images are not counted separately: all tokens cost the rate of text. Nor are cache writes for an hour.
 *
 * Where genai-prices takes tokens without a rate for free, we say that there is no price for them. And since it has usual
 * prices only, a service tier needs an own price.
 */
export function priceOf(usage: PricedUsage, at: string, ownPrices: readonly OwnPrice[]): Pricing {
  if (contradictThemselves(usage)) return unpriced("token_mismatch");
  const own = ownPriceFor(usage, utcDateOf(at), ownPrices);
  if (own !== null) return priced(usage, ownRates(own), own.currency, `own ${own.id}`);
  if (serviceTierOf(usage.serviceTier) !== null) return unpriced("no_price_for_tier");
  const listed = cataloguePrice(usage.provider, usage.model, at);
  if (typeof listed === "string") return unpriced(listed);
  return priced(usage, listed.rates, "USD", listed.name);
}

function priced(usage: PricedUsage, rates: Rates | null, currency: string, name: string): Pricing {
  const amount = rates === null ? null : amountOf(usage, rates);
  if (rates === null || amount === null) return unpriced("no_price_for_tokens");
  const step = stepOf(rates, usage.inputTokens);
  return { amount, currency, price: step === null ? name : `${name} above ${step} input tokens` };
}

function unpriced(reason: UnpricedReason): Pricing {
  return { amount: null, reason };
}

function ownRates(price: OwnPrice): Rates {
  return {
    input: flat(price.inputPerMillion),
    cacheRead: price.cacheReadPerMillion === null ? null : flat(price.cacheReadPerMillion),
    cacheWrite: price.cacheWritePerMillion === null ? null : flat(price.cacheWritePerMillion),
    output: flat(price.outputPerMillion),
    reasoning: null,
    request: null,
  };
}

function flat(perMillion: string): Rate {
  return { base: money(perMillion), steps: [] };
}
