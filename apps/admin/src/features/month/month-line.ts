import { addDays, type DailyCost } from "usage-core";
import type { Pace } from "../pace/pace.ts";

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
  /** Calls whose cost is not known and that `soFar` leaves out or, where that has no point, `pace`. */
  readonly unpricedCalls: number;
}

/** The month added up day by day to now, and the straight way from there to the projected end. */
export function monthLine(days: readonly DailyCost[], pace: Pace): MonthPoint[] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const points: MonthPoint[] = [{ at: 0, date: pace.monthStart, soFar: 0, pace: null, unpricedCalls: 0 }];
  let added = 0;
  let unpricedCalls = 0;
  let at = 1;
  for (let date = pace.monthStart; date < pace.today; date = addDays(date, 1), at += 1) {
    added += byDate.get(date)?.cost ?? 0;
    unpricedCalls += byDate.get(date)?.unpricedCalls ?? 0;
    points.push({ at, date, soFar: added, pace: null, unpricedCalls });
  }
  unpricedCalls += byDate.get(pace.today)?.unpricedCalls ?? 0;
  const { monthToDate } = pace;
  points.push({ at: pace.elapsedDays, date: pace.today, soFar: monthToDate, pace: monthToDate, unpricedCalls });
  for (let date = pace.today; date < pace.monthEnd; date = addDays(date, 1), at += 1) {
    const expected = monthToDate + pace.perDay * (at - pace.elapsedDays);
    points.push({ at, date, soFar: null, pace: expected, unpricedCalls: pace.unpricedCalls });
  }
  // Not multiplied out like the others: the line ends at the figure itself.
  const { projectedMonthEnd } = pace;
  points.push({ at, date: pace.monthEnd, soFar: null, pace: projectedMonthEnd, unpricedCalls: pace.unpricedCalls });
  return points;
}
