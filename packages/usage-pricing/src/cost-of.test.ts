import type { UsageLog } from "usage-core";
import { describe, expect, it } from "vitest";
import { call, ownPrice } from "../test/calls.ts";
import { type CallCost, costOf, type PriceBook } from "./cost-of.ts";
import type { OwnPrice } from "./own-price.ts";
import { ratesByDay } from "./rate-table.ts";

const NOTHING: CallCost = {
  costEur: null,
  costOriginal: null,
  currency: null,
  fxRate: null,
  fxDate: null,
  price: null,
  computedCostEur: null,
  unpricedReason: null,
};

/** On this Friday 1 EUR was 1.25 USD, and a pound was 2 EUR. */
const FRIDAY = "2026-11-20";

describe("costOf", () => {
  describe("a call that reports no cost", () => {
    it("costs what its tokens cost, at the rate of its day", () => {
      // 1,000,000 x 2.50 + 500,000 x 10 per million = 7.5 USD; / 1.25 = 6 EUR
      expect(costOf(call({ createdAt: "2026-11-22T09:30:00Z" }), book())).toEqual({
        ...NOTHING,
        costEur: "6",
        costOriginal: "7.5",
        currency: "USD",
        fxRate: "1.25",
        fxDate: FRIDAY,
        price: "genai-prices openai/gpt-4o",
      });
    });

    it("takes the rate of its date in UTC, not of where it was made", () => {
      expect(costOf(call({ createdAt: "2026-11-20T00:30:00+02:00" }), book()).unpricedReason).toBe("no_rate");
      expect(costOf(call({ createdAt: "2026-11-19T23:30:00-02:00" }), book()).fxDate).toBe(FRIDAY);
    });

    it("needs no rate for a price in EUR, of which it keeps the exact cost", () => {
      const ownPrices = [ownPrice({ currency: "EUR", inputPerMillion: "0.000001500001", outputPerMillion: "0" })];
      const log = call({ inputTokens: 1, outputTokens: 0, createdAt: "2001-01-01T00:00:00Z" });
      const priced = ownPrices.map((price) => ({ ...price, validFrom: "2000-01-01" }));
      expect(costOf(log, book(priced))).toEqual({
        ...NOTHING,
        costEur: "0.000000000002",
        costOriginal: "0.000000000001500001",
        currency: "EUR",
        price: "own 12",
      });
    });

    it("says why it has no price", () => {
      expect(costOf(call({ model: "acme-13b" }), book())).toEqual({ ...NOTHING, unpricedReason: "unknown_model" });
      expect(costOf(call({ serviceTier: "batch" }), book())).toEqual({
        ...NOTHING,
        unpricedReason: "no_price_for_tier",
      });
    });

    it("keeps its cost in the price's currency where there is no rate yet", () => {
      expect(costOf(call({ createdAt: "2026-11-19T09:30:00Z" }), book())).toEqual({
        ...NOTHING,
        costOriginal: "7.5",
        currency: "USD",
        price: "genai-prices openai/gpt-4o",
        unpricedReason: "no_rate",
      });
    });

    it("costs nothing when it used nothing, but only if its price is known", () => {
      const unused = { inputTokens: 0, outputTokens: 0 };
      for (const success of [true, false]) {
        expect(costOf(call({ ...unused, success }), book())).toMatchObject({ costEur: "0", costOriginal: "0" });
        expect(costOf(call({ ...unused, success, model: "acme-13b" }), book()).costEur).toBeNull();
      }
    });

    it("pays no fee for a call that was refused", () => {
      const sonar = call({ provider: "perplexity", model: "sonar", inputTokens: 0, outputTokens: 0 });
      expect(costOf({ ...sonar, success: false }, book()).costOriginal).toBe("0");
      expect(costOf({ ...sonar, success: true }, book()).costOriginal).toBe("0.012");
      expect(costOf({ ...sonar, success: false, inputTokens: 1 }, book()).costOriginal).toBe("0.012001");
    });

    it("has no cost that the ledger cannot store", () => {
      const dear = { inputPerMillion: "999999", outputPerMillion: "0" };
      const tokens = { inputTokens: 1_000_000_000_000, outputTokens: 0 };
      // 999,999 x a million = 999,999,000,000, which fits; in EUR a pound is twice that, which does not.
      expect(costOf(call(tokens), book([ownPrice({ ...dear, currency: "EUR" })])).costEur).toBe("999999000000");
      expect(costOf(call(tokens), book([ownPrice({ ...dear, currency: "GBP" })]))).toEqual({
        ...NOTHING,
        costOriginal: "999999000000",
        currency: "GBP",
        price: "own 12",
        unpricedReason: "too_large",
      });
      const dearer = { ...dear, inputPerMillion: "1000000" };
      expect(costOf(call(tokens), book([ownPrice({ ...dearer, currency: "USD" })]))).toEqual({
        ...NOTHING,
        unpricedReason: "too_large",
      });
    });

    it("is not rounded up to a cost that the ledger cannot store", () => {
      const log = call({ costOriginal: "999999999999.9999999999996", currency: "EUR" });
      expect(costOf(log, book())).toMatchObject({ costEur: null, unpricedReason: "too_large" });
    });
  });

  describe("a call that reports its cost", () => {
    it("keeps EUR as they were sent", () => {
      expect(costOf(call({ costEur: "6.010" }), book())).toEqual({ ...NOTHING, costEur: "6.010" });
      expect(costOf(call({ costEur: "6.010", model: "acme-13b" }), book())).toEqual({ ...NOTHING, costEur: "6.010" });
    });

    it("is converted from another currency at the rate of its day", () => {
      expect(costOf(call({ costOriginal: "3.0", currency: "GBP" }), book())).toEqual({
        ...NOTHING,
        costEur: "6",
        costOriginal: "3.0",
        currency: "GBP",
        fxRate: "0.5",
        fxDate: FRIDAY,
      });
    });

    it("is rounded once when it is in EUR with too many decimals", () => {
      const log = call({ costOriginal: "6.0000000000005", currency: "EUR" });
      expect(costOf(log, book())).toEqual({
        ...NOTHING,
        costEur: "6",
        costOriginal: "6.0000000000005",
        currency: "EUR",
      });
    });

    it("stays unpriced without a rate, since ours may be another cost than was charged", () => {
      const log = call({ costOriginal: "30", currency: "RON" });
      expect(costOf(log, book())).toEqual({
        ...NOTHING,
        costOriginal: "30",
        currency: "RON",
        unpricedReason: "no_rate",
      });
    });

    it.each([
      // Ours is 6 EUR, and 1 % of it 0.06.
      ["5.94", null],
      ["6.06", null],
      ["6.060000000001", "6"],
      ["5.939999999999", "6"],
      ["0", "6"],
      ["6000", "6"],
    ])("is compared with ours: of %s EUR we tell %j", (costEur, computedCostEur) => {
      expect(costOf(call({ costEur }), book())).toEqual({ ...NOTHING, costEur, computedCostEur });
    });

    it("differs from 0 by anything", () => {
      const free: Partial<UsageLog> = { inputTokens: 0, outputTokens: 0 };
      expect(costOf(call({ ...free, costEur: "0.000000000001" }), book()).computedCostEur).toBe("0");
      expect(costOf(call({ ...free, costEur: "0.00" }), book()).computedCostEur).toBeNull();
    });
  });
});

function book(ownPrices: readonly OwnPrice[] = []): PriceBook {
  const { rateOn } = ratesByDay([
    { currency: "USD", date: FRIDAY, rate: "1.25" },
    { currency: "GBP", date: FRIDAY, rate: "0.5" },
  ]);
  return { ownPrices, rateOn };
}
