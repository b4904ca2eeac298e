import type { ModelPrice } from "@pydantic/genai-prices";
import { type Money, money } from "usage-core";
import type { Rate, Rates } from "./rates.ts";

/**
 * The catalogue holds doubles. Most print as the decimal that was meant; the others are cut to the decimals that an own
 * price has: 0.18000000000000002 is 0.18, and a twelfth has to end somewhere.
 */
const DECIMALS = 12;

/** The catalogue's price of a model as rates; `null` when it is not by tokens, but by hours of audio, for example. */
export function catalogueRates(price: ModelPrice): Rates | null {
  const rates: Rates = {
    input: rateOf(price["input_mtok"]),
    cacheRead: rateOf(price["cache_read_mtok"]),
    // Writes that last for an hour cost more, but calls do not report them separately.
    cacheWrite: rateOf(price["cache_write_mtok"]),
    output: rateOf(price["output_mtok"]),
    reasoning: rateOf(price["output_reasoning_mtok"]),
    request: rateOf(price["requests_kcount"], 1_000),
  };
  if (rates.input !== null || rates.output !== null) return rates;
  return isFree(price) ? FREE : null;
}

/** A price without any rate is how the catalogue says that a model is free of charge. */
export function isFree(price: ModelPrice): boolean {
  return Object.keys(price).length === 0;
}

const NOTHING: Rate = { base: money(0), steps: [] };
const FREE: Rates = {
  input: NOTHING,
  cacheRead: null,
  cacheWrite: null,
  output: NOTHING,
  reasoning: null,
  request: null,
};

/** `times` the price is what a million units cost. */
function rateOf(price: ModelPrice[string], times = 1): Rate | null {
  if (price === undefined) return null;
  if (typeof price === "number") return { base: exact(price, times), steps: [] };
  return {
    base: exact(price.base, times),
    steps: price.tiers
      .toSorted((a, b) => a.start - b.start)
      .map((tier) => ({ above: tier.start, price: exact(tier.price, times) })),
  };
}

function exact(price: number, times: number): Money {
  return money(price).round(DECIMALS).times(times);
}
