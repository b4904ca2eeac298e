import { type Money, money, type UsageLog, ZERO } from "usage-core";
import { utcDateOf } from "./instant.ts";
import type { OwnPrice } from "./own-price.ts";
import { type Pricing, priceOf } from "./price-of.ts";
import type { RateOfDay } from "./rate-table.ts";
import { toEur } from "./to-eur.ts";
import type { UnpricedReason } from "./unpriced.ts";

/** What costs are made of: the prices of the call's firm and of all firms, and the exchange rates. */
export interface PriceBook {
  readonly ownPrices: readonly OwnPrice[];
  rateOn(currency: string, date: string): RateOfDay | null;
}

/** What a call cost, as the ledger keeps it. Decimals are plain text. */
export interface CallCost {
  /** `null` when the call is unpriced: `unpricedReason` says why. At most 12 decimals. */
  readonly costEur: string | null;
  /** The exact cost in `currency`, at most 18 decimals; `null` when it was reported in EUR alone, or is not known. */
  readonly costOriginal: string | null;
  readonly currency: string | null;
  /** How much of `currency` 1 EUR was, and on which day; `null` where nothing was converted. */
  readonly fxRate: string | null;
  readonly fxDate: string | null;
  /** Names the price that the cost was computed with; `null` for a cost that was reported. */
  readonly price: string | null;
  /** Our own cost of a call whose reported cost is over 1 % off it; else `null`. */
  readonly computedCostEur: string | null;
  readonly unpricedReason: UnpricedReason | null;
}

/** A cost of which nothing is known. */
export const NO_COST: CallCost = {
  costEur: null,
  costOriginal: null,
  currency: null,
  fxRate: null,
  fxDate: null,
  price: null,
  computedCostEur: null,
  unpricedReason: null,
};

/** From here on an amount has 13 digits before the point, which no column of the ledger holds. */
const TOO_LARGE = money("1000000000000");
const TOLERANCE = money("0.01");

/**
 * What a call cost in EUR, at the rate of its UTC date. A cost that its sender reported wins over ours.
 *
 * What could not be converted keeps its `costOriginal`, so that it can be converted once the rate is known.
 */
export function costOf(log: UsageLog, book: PriceBook): CallCost {
  const reported = reportedCost(log, book);
  if (reported === null) return computedCost(log, book);
  if (reported.costEur === null) return reported;
  const { costEur: ours } = computedCost(log, book);
  const isOff = ours !== null && differ(money(reported.costEur), money(ours));
  return { ...reported, computedCostEur: isOff ? ours : null };
}

function reportedCost(log: UsageLog, book: PriceBook): CallCost | null {
  if (log.costEur !== null) return { ...NO_COST, costEur: log.costEur };
  if (log.costOriginal === null || log.currency === null) return null;
  const { costOriginal, currency } = log;
  return { ...NO_COST, costOriginal, currency, ...inEur(money(costOriginal), currency, log, book) };
}

function computedCost(log: UsageLog, book: PriceBook): CallCost {
  const pricing = chargedFor(log, priceOf(log, log.createdAt, book.ownPrices));
  if (pricing.amount === null) return { ...NO_COST, unpricedReason: pricing.reason };
  const { amount, currency, price } = pricing;
  if (amount.gte(TOO_LARGE)) return { ...NO_COST, unpricedReason: "too_large" };
  return { ...NO_COST, costOriginal: amount.toFixed(), currency, price, ...inEur(amount, currency, log, book) };
}

/** A call that failed before it used a token costs nothing, not even the fee that some models have for each call. */
function chargedFor(log: UsageLog, pricing: Pricing): Pricing {
  const wasRefused = !log.success && log.inputTokens === 0 && log.outputTokens === 0;
  return wasRefused && pricing.amount !== null ? { ...pricing, amount: ZERO } : pricing;
}

type Conversion = Pick<CallCost, "costEur" | "fxRate" | "fxDate" | "unpricedReason">;

function inEur(amount: Money, currency: string, log: UsageLog, book: PriceBook): Conversion {
  const isEur = currency === "EUR";
  const found = isEur ? null : book.rateOn(currency, utcDateOf(log.createdAt));
  if (found === null && !isEur) return notConverted("no_rate");
  const costEur = toEur(amount, found?.rate ?? "1");
  if (money(costEur).gte(TOO_LARGE)) return notConverted("too_large");
  return { costEur, fxRate: found?.rate ?? null, fxDate: found?.date ?? null, unpricedReason: null };
}

function notConverted(unpricedReason: UnpricedReason): Conversion {
  return { costEur: null, fxRate: null, fxDate: null, unpricedReason };
}

/** Whether a reported cost differs from ours by over 1 % of ours. From 0, any other cost does. */
function differ(reported: Money, ours: Money): boolean {
  return reported.minus(ours).abs().gt(ours.times(TOLERANCE));
}
