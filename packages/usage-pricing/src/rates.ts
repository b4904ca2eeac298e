import { type Money, money, ZERO } from "usage-core";

const MILLIONTH = money("0.000001");

/** How many tokens a call used. Cached tokens are parts of the input, reasoning is a part of the output. */
export interface TokenCounts {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}

/** What a million units cost. With more input tokens than a step's `above`, its price holds for all units of the call. */
export interface Rate {
  readonly base: Money;
  /** By `above`, smallest first. */
  readonly steps: readonly { readonly above: number; readonly price: Money }[];
}

/**
 * A price list. A `null` part has no rate of its own: cached tokens cost what input costs, reasoning what output costs.
 * `null` for input or output is no price for them.
 */
export interface Rates {
  readonly input: Rate | null;
  readonly cacheRead: Rate | null;
  readonly cacheWrite: Rate | null;
  readonly output: Rate | null;
  readonly reasoning: Rate | null;
  /** What each call costs on top; `null` for nothing. */
  readonly request: Rate | null;
}

/** Whether the parts are more than the whole. */
export function contradictThemselves(counts: TokenCounts): boolean {
  return (
    counts.cacheReadTokens + counts.cacheWriteTokens > counts.inputTokens ||
    counts.reasoningTokens > counts.outputTokens
  );
}

/** What the tokens cost, exactly; `null` when there is no rate for some of them. Their counts agree. */
export function amountOf(counts: TokenCounts, rates: Rates): Money | null {
  const { inputTokens, outputTokens } = counts;
  if ((rates.input === null && inputTokens > 0) || (rates.output === null && outputTokens > 0)) return null;
  const cacheRead = rates.cacheRead === null ? 0 : counts.cacheReadTokens;
  const cacheWrite = rates.cacheWrite === null ? 0 : counts.cacheWriteTokens;
  const reasoning = rates.reasoning === null ? 0 : counts.reasoningTokens;
  const perMillion = cost(rates.input, inputTokens - cacheRead - cacheWrite)
    .plus(cost(rates.cacheRead, cacheRead))
    .plus(cost(rates.cacheWrite, cacheWrite))
    .plus(cost(rates.output, outputTokens - reasoning))
    .plus(cost(rates.reasoning, reasoning))
    .plus(cost(rates.request, 1));
  return perMillion.times(MILLIONTH);

  function cost(rate: Rate | null, units: number): Money {
    return rate === null || units === 0 ? ZERO : priceAt(rate, inputTokens).times(units);
  }
}

/** The highest step that a call of so many input tokens is over; `null` for none. */
export function stepOf(rates: Rates, inputTokens: number): number | null {
  let highest: number | null = null;
  for (const rate of [rates.input, rates.cacheRead, rates.cacheWrite, rates.output, rates.reasoning, rates.request]) {
    for (const { above } of rate?.steps ?? []) if (inputTokens > above && above > (highest ?? -1)) highest = above;
  }
  return highest;
}

function priceAt(rate: Rate, inputTokens: number): Money {
  let price = rate.base;
  for (const step of rate.steps) if (inputTokens > step.above) price = step.price;
  return price;
}
