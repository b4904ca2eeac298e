import { addDays, type DailyCost, type Explore } from "usage-core";
import type { Projection } from "../../components/stack-points.ts";
import type { Pace } from "./pace.ts";

/** The days of an answer whose buckets are days. */
export function daysOfExplore({ buckets, total }: Pick<Explore, "buckets" | "total">): DailyCost[] {
  return buckets.flatMap(({ start: date }, index) => {
    const figures = total.series[index];
    if (figures === undefined) return [];
    const { cost, tokens, calls, unpricedCalls } = figures;
    return [{ date, cost, tokens, calls, unpricedCalls }];
  });
}

/** Whether the period includes the whole month to date, so that the projection can be shown in it. */
export function showsMonthToDate(
  range: { readonly startDate: string; readonly endDate: string },
  pace: Pick<Pace, "monthStart" | "today">,
): boolean {
  return range.startDate <= pace.monthStart && range.endDate >= pace.today;
}

/** The pace as a line: the expected total of today, then that of each day to the month's end. */
export function paceProjection(days: readonly DailyCost[], pace: Pace, name: string): Projection {
  const today = days.find(({ date }) => date === pace.today)?.cost ?? 0;
  const points = [pointOn(pace.today, today + pace.restOfToday)];
  for (let date = addDays(pace.today, 1); date <= pace.monthEnd; date = addDays(date, 1)) {
    points.push(pointOn(date, pace.perDay));
  }
  return { name, points };
}

function pointOn(date: string, amount: number): Projection["points"][number] {
  return { bucket: { start: date, startDate: date, endDate: date }, amount };
}
