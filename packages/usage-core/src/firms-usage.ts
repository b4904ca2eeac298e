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

/** The most entries of a series that is told by day or by week: a sparkline has no room for more. */
const MAX_PIECES = 31;

/** What a firm's usage is summed over, on the firm's own calendar. */
export interface FirmPeriods {
  readonly range: DateRange;
  readonly previousRange: DateRange;
  readonly month: MonthProgress;
  readonly granularity: FirmsUsage["granularity"];
  /** The pieces of `range`, oldest first. */
  readonly pieces: readonly DateRange[];
}

/** What the days of a piece, or some of them, cost; `day` is one of them. */
export interface CostRow {
  readonly day: string;
  /** An exact decimal, as text: most are the only one of their piece, and are added to nothing. */
  readonly cost: string;
  readonly unpricedCalls: number;
}

/** A firm and its usage in its periods. */
export interface FirmDays {
  readonly firmId: string;
  readonly firmName: string;
  readonly timeZone: string;
  readonly periods: FirmPeriods;
  /** Of at least `range`, `previousRange` and `projectionRange`; a row may sum days that lie in the same of them. */
  readonly days: readonly DayRow[];
  /** Of at least the pieces of `range`. */
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
    pieces: piecesOf(range, granularity),
  };
}

/** What each firm used, and all of them together. The total's successes, shares and costs are of the exact sums. */
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

/** `null` where no call of a piece has a price. */
function seriesOf({ costs, periods: { range, pieces } }: FirmDays): (number | null)[] {
  const byPiece = pieces.map((): CostRow[] => []);
  for (const row of costs) {
    if (isWithin(row.day, range)) byPiece[pieces.findLastIndex(({ startDate }) => startDate <= row.day)]?.push(row);
  }
  return byPiece.map((rows) => {
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

/** So fine that there are few pieces: at most 31 days or weeks, or else the 15 months that 400 days can touch. */
function granularityOf(range: DateRange): FirmsUsage["granularity"] {
  if (daysIn(range) <= MAX_PIECES) return "day";
  return daysBetween(weekStart(range.startDate), range.endDate) < MAX_PIECES * 7 ? "week" : "month";
}

function piecesOf({ startDate, endDate }: DateRange, granularity: FirmsUsage["granularity"]): DateRange[] {
  const pieces: DateRange[] = [];
  let start = startDate;
  while (start <= endDate) {
    const next = nextStart(start, granularity);
    pieces.push({ startDate: start, endDate: next > endDate ? endDate : addDays(next, -1) });
    start = next;
  }
  return pieces;
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
