import {
  type DateRange,
  type DateStyle,
  formatAverage,
  formatClock,
  formatCount,
  formatCountShort,
  formatDate,
  formatDateRange,
  formatEur,
  formatEurShort,
  formatExact,
  formatRate,
  formatShare,
} from "usage-core";

/** Numbers and dates in the reader's locale. */
export interface Format {
  readonly locale: string;
  eur(amount: number): string;
  eurShort(amount: number): string;
  /** A decimal as the ledger has it, with all its digits. */
  exact(decimal: string): string;
  count(count: number): string;
  countShort(count: number): string;
  average(average: number): string;
  share(percent: number): string;
  rate(rate: number): string;
  date(date: string, style: DateStyle): string;
  dateRange(range: DateRange): string;
  clock(instant: string, timeZone: string): string;
}

export function formatIn(locale: string): Format {
  // A page shows the same few periods beside hundreds of numbers, and the platform takes a quarter of a millisecond to format one.
  const ranges = new Map<string, string>();
  return {
    locale,
    eur: (amount) => formatEur(amount, locale),
    eurShort: (amount) => formatEurShort(amount, locale),
    exact: (decimal) => formatExact(decimal, locale),
    count: (count) => formatCount(count, locale),
    countShort: (count) => formatCountShort(count, locale),
    average: (average) => formatAverage(average, locale),
    share: (percent) => formatShare(percent, locale),
    rate: (rate) => formatRate(rate, locale),
    date: (date, style) => formatDate(date, locale, style),
    dateRange: (range) => {
      const key = `${range.startDate} ${range.endDate}`;
      const text = ranges.get(key) ?? formatDateRange(range, locale);
      ranges.set(key, text);
      return text;
    },
    clock: (instant, timeZone) => formatClock(Date.parse(instant), timeZone, locale),
  };
}
