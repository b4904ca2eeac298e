import { addDays, type DailyCost } from "usage-core";
import type { Pace } from "../pace/pace.ts";

/** A moment of the current month. `null` where the line in question has no point. */
export interface MonthPoint {
  /** Days since the month began: 1 at the end of its first day. Now is a fraction of a day. */
  readonly at: number;
  /** The day that ends then, or that is not over. */
  readonly date: string;
  /** EUR from the start of the month until then. */
  readonly soFar: number | null;
  /** EUR until then at the pace. It starts now, from the month to date. */
  readonly pace: number | null;
  /** Unpriced calls that `soFar` leaves out or, where that is `null`, `pace`. */
  readonly unpricedCalls: number;
}

/** The month added up day by day until now, and a straight line from there to the projected end. */
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
  // The projected figure itself, not a product like the others, which may differ in the last digits.
  const { projectedMonthEnd } = pace;
  points.push({ at, date: pace.monthEnd, soFar: null, pace: projectedMonthEnd, unpricedCalls: pace.unpricedCalls });
  return points;
}
