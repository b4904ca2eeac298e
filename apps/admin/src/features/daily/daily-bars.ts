import { addDays, type DailyCost } from "usage-core";
import type { Pace } from "./pace.ts";

/** One day of the chart. Of the three parts of a bar, those that do not apply are `null`: nothing is drawn for them. */
export interface DailyBar {
  readonly date: string;
  /** EUR of a day that is over. */
  readonly finished: number | null;
  /** EUR of today, which is not over. */
  readonly soFar: number | null;
  /** EUR expected at the pace: of a day to come, or of what is left of today. */
  readonly expected: number | null;
  /** `null` for a day to come. */
  readonly usage: DailyCost | null;
}

/**
 * The days of the period as bars. With a `pace`, the days to come are added up to the month's end.
 *
 * `today` is the firm's date when `days` were read: that day's bar is not finished.
 */
export function dailyBars(days: readonly DailyCost[], today: string, pace: Pace | null): DailyBar[] {
  const bars = days.map((usage): DailyBar => {
    const { date, cost } = usage;
    if (date < today) return { date, finished: cost, soFar: null, expected: null, usage };
    if (date > today) return { date, finished: null, soFar: null, expected: expectedOn(date, pace), usage: null };
    return { date, finished: null, soFar: cost, expected: pace?.restOfToday ?? null, usage };
  });
  const last = days.at(-1);
  if (pace === null || last === undefined) return bars;
  for (let date = addDays(last.date, 1); date <= pace.monthEnd; date = addDays(date, 1)) {
    bars.push({ date, finished: null, soFar: null, expected: pace.perDay, usage: null });
  }
  return bars;
}

/** Whether the period shows the whole month to date, so that the projection belongs into it. */
export function showsMonthToDate(
  range: { readonly startDate: string; readonly endDate: string },
  pace: Pick<Pace, "monthStart" | "today">,
): boolean {
  return range.startDate <= pace.monthStart && range.endDate >= pace.today;
}

function expectedOn(date: string, pace: Pace | null): number | null {
  return pace !== null && date <= pace.monthEnd ? pace.perDay : null;
}
