import fc from "fast-check";
import { addDays } from "usage-core";
import { describe, expect, it } from "vitest";
import type { EcbRate } from "./ecb-rates.ts";
import { ratesByDay } from "./rate-table.ts";

describe("ratesByDay", () => {
  it("gives the day's rate, else the last one before, never a later one", () => {
    const { rateOn } = ratesByDay([
      { currency: "USD", date: "2026-11-24", rate: "1.0834" },
      { currency: "USD", date: "2026-11-20", rate: "1.0799" },
      { currency: "RON", date: "2026-11-25", rate: "4.9768" },
    ]);
    expect(rateOn("USD", "2026-11-24")).toEqual({ rate: "1.0834", date: "2026-11-24" });
    expect(rateOn("USD", "2026-11-23")).toEqual({ rate: "1.0799", date: "2026-11-20" });
    expect(rateOn("USD", "2027-11-24")).toEqual({ rate: "1.0834", date: "2026-11-24" });
    expect(rateOn("USD", "2026-11-19")).toBeNull();
    expect(rateOn("RON", "2026-11-24")).toBeNull();
    expect(rateOn("XXX", "2026-11-24")).toBeNull();
  });

  it("takes a euro for a euro on any date", () => {
    expect(ratesByDay([]).rateOn("EUR", "2026-11-24")).toEqual({ rate: "1", date: "2026-11-24" });
  });

  it("is what looking through all rows gives", () => {
    const anyDate = fc.integer({ min: 0, max: 60 }).map((days) => addDays("2026-10-01", days));
    const anyRows = fc.uniqueArray(
      fc.record({
        currency: fc.constantFrom("USD", "JPY", "RON"),
        date: anyDate,
        rate: fc.integer({ min: 1, max: 999 }).map(String),
      }),
      { selector: ({ currency, date }) => `${currency} ${date}`, maxLength: 60 },
    );
    fc.assert(
      fc.property(anyRows, fc.constantFrom("USD", "JPY", "RON", "CHF"), anyDate, (rows, currency, date) => {
        expect(ratesByDay(rows).rateOn(currency, date)).toEqual(byScan(rows, currency, date));
      }),
      { numRuns: 1_000 },
    );
  });

  it("has for every weekend and holiday of a year the rate of the working day before", () => {
    // The days on which the ECB sets no rates in 2026. Good Friday and Easter Monday close in on a weekend.
    const holidays = new Set(["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26"]);
    const year = Array.from({ length: 365 }, (_, day) => addDays("2026-01-01", day));
    const workingDays = ["2025-12-31", ...year.filter((date) => !isWeekend(date) && !holidays.has(date))];
    // Newest first, as the ECB writes them, and each day with a rate of its own.
    const rows = workingDays
      .map((date, index) => ({ currency: "USD", date, rate: `1.${String(1_000 + index)}` }))
      .toReversed();
    const { rateOn } = ratesByDay(rows);

    expect(workingDays).toHaveLength(1 + 256);
    let expected = "2025-12-31";
    for (const date of year) {
      if (!isWeekend(date) && !holidays.has(date)) expected = date;
      expect(rateOn("USD", date)?.date).toBe(expected);
      const isFollowedByWeekend = new Date(date).getUTCDay() === 5 && !holidays.has(date);
      if (isFollowedByWeekend) {
        expect(rateOn("USD", addDays(date, 1))?.date).toBe(date);
        expect(rateOn("USD", addDays(date, 2))?.date).toBe(date);
      }
    }
    // Thursday's, from Good Friday to Easter Monday.
    for (const date of ["2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06"]) {
      expect(rateOn("USD", date)?.date).toBe("2026-04-02");
    }
    expect(rateOn("USD", "2026-12-27")?.date).toBe("2026-12-24");
  });
});

function byScan(rows: readonly EcbRate[], currency: string, date: string) {
  let last: EcbRate | null = null;
  for (const row of rows) {
    if (row.currency === currency && row.date <= date && (last === null || row.date > last.date)) last = row;
  }
  return last && { rate: last.rate, date: last.date };
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}
