import { type DailyCost, localDayAt, monthEnd, monthProgress, type UsageOverview } from "usage-core";
import type { Reading } from "../../components/reading.ts";

/** How the current month goes on if it ends at the projection. */
export interface Pace {
  readonly today: string;
  readonly monthStart: string;
  readonly monthEnd: string;
  /** Days of the month that have passed; today counts by the part that has passed. */
  readonly elapsedDays: number;
  /** EUR a day, from now to the month's end. */
  readonly perDay: number;
  /** EUR still expected today. */
  readonly restOfToday: number;
  /** EUR of the month to date. */
  readonly monthToDate: number;
  readonly projectedMonthEnd: number;
  /** Calls whose cost is not known, which the projection leaves out. */
  readonly unpricedCalls: number;
}

/**
 * The pace that leads from the month to date to the projected month's end.
 *
 * It is derived from the projection, not computed again, so that the line ends at the figure, even on the month's first day, when
 * the projection goes by the previous month. `days` must cover the month up to the day of `asOf`.
 */
export function paceOf(
  days: readonly DailyCost[],
  { asOf, timeZone }: Reading,
  { projectedMonthEnd, projectionUnpricedCalls }: Pick<UsageOverview, "projectedMonthEnd" | "projectionUnpricedCalls">,
): Pace {
  const now = Date.parse(asOf);
  const progress = monthProgress(localDayAt(now, timeZone), now);
  const { today, firstDay } = progress;
  const elapsedDays = progress.elapsedDays.toNumber();
  let monthToDate = 0;
  for (const { date, cost } of days) if (date >= firstDay && date <= today) monthToDate += cost;
  const daysToCome = progress.daysInMonth - elapsedDays;
  // The two were read one after the other: a call in between may put the month above its projection.
  const perDay = daysToCome > 0 ? Math.max(0, projectedMonthEnd - monthToDate) / daysToCome : 0;
  return {
    today,
    monthStart: firstDay,
    monthEnd: monthEnd(today),
    elapsedDays,
    perDay,
    restOfToday: perDay * (1 - (elapsedDays % 1)),
    monthToDate,
    projectedMonthEnd,
    unpricedCalls: projectionUnpricedCalls,
  };
}
