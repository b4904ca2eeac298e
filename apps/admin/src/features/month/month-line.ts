import { addDays, type DailyCost } from "usage-core";
import type { Pace } from "../daily/pace.ts";

/** A moment of the current month. `null` where the line in question has no point. */
export interface MonthPoint {
  /** Days since the month began: 1 at the end of its first day, and now by the part of today that has passed. */
  readonly at: number;
  /** The day that ends then, or that is not over. */
  readonly date: string;
  /** EUR from the month's beginning to then. */
  readonly soFar: number | null;
  /** EUR by then at the pace; now, where it starts from, the month to date. */
  readonly pace: number | null;
}

/** The month added up day by day to now, and the straight way from there to the projected end. */
export function monthLine(days: readonly DailyCost[], pace: Pace): MonthPoint[] {
  const costs = new Map(days.map(({ date, cost }) => [date, cost]));
  const points: MonthPoint[] = [{ at: 0, date: pace.monthStart, soFar: 0, pace: null }];
  let added = 0;
  let at = 1;
  for (let date = pace.monthStart; date < pace.today; date = addDays(date, 1), at += 1) {
    added += costs.get(date) ?? 0;
    points.push({ at, date, soFar: added, pace: null });
  }
  points.push({ at: pace.elapsedDays, date: pace.today, soFar: pace.monthToDate, pace: pace.monthToDate });
  for (let date = pace.today; date < pace.monthEnd; date = addDays(date, 1), at += 1) {
    points.push({ at, date, soFar: null, pace: pace.monthToDate + pace.perDay * (at - pace.elapsedDays) });
  }
  // Not multiplied out like the others: the line ends at the figure itself.
  points.push({ at, date: pace.monthEnd, soFar: null, pace: pace.projectedMonthEnd });
  return points;
}
