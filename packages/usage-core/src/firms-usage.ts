import { localDayAt, type MonthProgress, monthProgress } from "./calendar.ts";
import { addDays, daysBetween, weekStart } from "./civil-date.ts";
import { comparisonOf } from "./comparison-of.ts";
import { comparisonRange } from "./comparison-range.ts";
import type { FirmsUsage, FirmUsage } from "./contract.ts";
import type { DateRange } from "./date-range.ts";
import { dearestFirst, figuresOf } from "./figures.ts";
import type { FirmsQuery } from "./firms-query.ts";
import { instantText } from "./instant.ts";
import { isUnpriced } from "./is-unpriced.ts";
import { type Money, money, sum, toNumber } from "./money.ts";
import { projectedMonthEnd, projectionUnpricedCalls } from "./month-spend.ts";
import { successRate } from "./overview.ts";
import { DEFAULT_PRESET, presetRange } from "./presets.ts";
import { daysIn, isWithin, monthEnd } from "./range-days.ts";
import { type DayRow, totalUsage, type UsageSums } from "./usage-rows.ts";

/** The most buckets of a series by day or by week: a sparkline has no room for more. */
const MAX_BUCKETS = 31;

/** What a firm's usage is summed over, on the firm's own calendar. */
export interface FirmPeriods {
  readonly range: DateRange;
  readonly previousRange: DateRange;
  readonly month: MonthProgress;
  readonly granularity: FirmsUsage["granularity"];
  /** The buckets of `range`, oldest first. */
  readonly buckets: readonly DateRange[];
}

/** What the days of a bucket, or some of them, cost; `day` is one of them. */
export interface CostRow {
  readonly day: string;
  /** An exact decimal, as text: most are the only one of their bucket, and need no addition. */
  readonly cost: string;
  readonly unpricedCalls: number;
}

/** A firm and its usage in its periods. */
export interface FirmDays {
  readonly firmId: string;
  readonly firmName: string;
  readonly timeZone: string;
  readonly periods: FirmPeriods;
  /**
   * Of at least `range`, `previousRange` and `projectionRange`; a row may sum several days that lie in the same of these
   * ranges.
   */
  readonly days: readonly DayRow[];
  /** Of at least the buckets of `range`. */
  readonly costs: readonly CostRow[];
}

/** The periods in a zone at the instant `asOf`, in milliseconds since 1970. */
export function firmPeriods(timeZone: string, asOf: number, asked: FirmsQuery = {}): FirmPeriods {
  const month = monthProgress(localDayAt(asOf, timeZone), asOf);
  const range = asked.range ?? presetRange(asked.preset ?? DEFAULT_PRESET, month.today);
  const granularity = granularityOf(range);
  return {
    range,
    previousRange: comparisonRange(range, comparisonOf(range, month.today)),
    month,
    granularity,
    buckets: bucketsOf(range, granularity),
  };
}

/** What each firm used, and all of them together. The total's rates and shares are computed from the exact sums. */
export function firmsUsage(firms: readonly FirmDays[], asOf: number): FirmsUsage {
  const summed = exactFirms(firms);
  return {
    asOf: instantText(asOf),
    granularity: firms[0]?.periods.granularity ?? "day",
    firms: summed.map(toFirmUsage),
    total: toFigures({
      ...totalUsage(summed),
      previous: totalUsage(summed.map(({ previous }) => previous)),
      projected: sum(summed.map(({ projected }) => projected)),
      projectionUnpricedCalls: summed.reduce((total, firm) => total + firm.projectionUnpricedCalls, 0),
    }),
  };
}

/** A firm with its exact sums. */
export type ExactFirm = FirmDays & FirmSums;

/** What each firm used, exactly, dearest first. */
export function exactFirms(firms: readonly FirmDays[]): ExactFirm[] {
  return firms.map(sumFirm).sort(dearestFirst(({ firmId }) => firmId));
}

interface FirmSums extends UsageSums {
  readonly previous: UsageSums;
  readonly projected: Money;
  readonly projectionUnpricedCalls: number;
}

function sumFirm(firm: FirmDays): ExactFirm {
  const { days, periods } = firm;
  return {
    ...firm,
    ...usageWithin(days, periods.range),
    previous: usageWithin(days, periods.previousRange),
    projected: projectedMonthEnd(days, periods.month),
    projectionUnpricedCalls: projectionUnpricedCalls(days, periods.month),
  };
}

function toFirmUsage(firm: ExactFirm): FirmUsage {
  const { firmId, firmName, timeZone, periods } = firm;
  return {
    firmId,
    firmName,
    timeZone,
    range: periods.range,
    previousRange: periods.previousRange,
    ...toFigures(firm),
    series: seriesOf(firm),
  };
}

/** `null` where no call of a bucket has a price. */
function seriesOf({ costs, periods: { range, buckets } }: FirmDays): (number | null)[] {
  const byBucket = buckets.map((): CostRow[] => []);
  for (const row of costs) {
    if (isWithin(row.day, range)) byBucket[buckets.findLastIndex(({ startDate }) => startDate <= row.day)]?.push(row);
  }
  return byBucket.map((rows) => {
    const [only, ...more] = rows;
    const cost = more.length === 0 ? Number(only?.cost ?? 0) : toNumber(sum(rows.map((row) => money(row.cost))));
    const unpricedCalls = rows.reduce((total, row) => total + row.unpricedCalls, 0);
    return isUnpriced({ cost, unpricedCalls }) ? null : cost;
  });
}

function toFigures(sums: FirmSums): FirmsUsage["total"] {
  const figures = figuresOf(sums);
  return {
    ...figures,
    unpricedPercent: figures.calls === 0 ? 0 : (figures.unpricedCalls / figures.calls) * 100,
    failedCalls: Number(sums.failedCalls),
    successRate: successRate(sums),
    previousCost: toNumber(sums.previous.cost),
    previousUnpricedCalls: Number(sums.previous.unpricedCalls),
    projectedMonthEnd: toNumber(sums.projected),
    projectionUnpricedCalls: sums.projectionUnpricedCalls,
  };
}

function usageWithin(days: readonly DayRow[], range: DateRange): UsageSums {
  return totalUsage(days.filter(({ day }) => isWithin(day, range)));
}

/** The finest that keeps the buckets few: at most 31 days or 31 weeks, else months, of which 400 days touch at most 15. */
function granularityOf(range: DateRange): FirmsUsage["granularity"] {
  if (daysIn(range) <= MAX_BUCKETS) return "day";
  return daysBetween(weekStart(range.startDate), range.endDate) < MAX_BUCKETS * 7 ? "week" : "month";
}

function bucketsOf({ startDate, endDate }: DateRange, granularity: FirmsUsage["granularity"]): DateRange[] {
  const buckets: DateRange[] = [];
  let start = startDate;
  while (start <= endDate) {
    const next = nextStart(start, granularity);
    buckets.push({ startDate: start, endDate: next > endDate ? endDate : addDays(next, -1) });
    start = next;
  }
  return buckets;
}

function nextStart(date: string, granularity: FirmsUsage["granularity"]): string {
  switch (granularity) {
    case "day":
      return addDays(date, 1);
    case "week":
      return addDays(weekStart(date), 7);
    case "month":
      return addDays(monthEnd(date), 1);
  }
}
