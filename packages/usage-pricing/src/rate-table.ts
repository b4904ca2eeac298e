import type { EcbRate } from "./ecb-rates.ts";

/** A rate and the day it is of, which can lie before the day that was asked for. */
export interface RateOfDay {
  readonly rate: string;
  readonly date: string;
}

export interface RateTable {
  /**
   * The currency's rate on a date or, on a weekend or holiday, the last one before; never a later one. `null` when there
   * is none so early. EUR is 1 on any date.
   */
  rateOn(currency: string, date: string): RateOfDay | null;
}

/** Rates to look up by day; of two of the same day the later row counts. */
export function ratesByDay(rows: Iterable<EcbRate>): RateTable {
  const byCurrency = new Map<string, RateOfDay[]>();
  for (const { currency, date, rate } of rows) {
    const rates = byCurrency.get(currency);
    if (rates === undefined) byCurrency.set(currency, [{ rate, date }]);
    else rates.push({ rate, date });
  }
  for (const rates of byCurrency.values()) rates.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return {
    rateOn(currency, date) {
      if (currency === "EUR") return { rate: "1", date };
      return lastUntil(byCurrency.get(currency) ?? [], date);
    },
  };
}

function lastUntil(rates: readonly RateOfDay[], date: string): RateOfDay | null {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = rates[middle];
    if (found !== undefined && found.date <= date) low = middle + 1;
    else high = middle;
  }
  return rates[low - 1] ?? null;
}
