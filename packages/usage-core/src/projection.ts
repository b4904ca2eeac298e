import type { MonthProgress } from "./calendar.ts";
import type { Money } from "./money.ts";

/** The month before the current one. */
export interface PreviousMonth {
  readonly spend: Money;
  readonly days: number;
}

/**
 * The month's spend at the pace seen so far: month to date / elapsed days x days in the month.
 *
 * Today counts by the part of it that has passed: counted as a whole day it would pull the pace down by a quarter just
 * after midnight. On the month's first day there is no pace yet: the days to come are taken at the previous month's
 * daily average, which is 0 for a firm without history.
 */
export function projectMonthEnd(monthToDate: Money, month: MonthProgress, previous: PreviousMonth): Money {
  if (month.isFirstDay) {
    const daysToCome = month.elapsedDays.times(-1).plus(month.daysInMonth);
    return monthToDate.plus(previous.spend.times(daysToCome).div(previous.days));
  }
  return monthToDate.times(month.daysInMonth).div(month.elapsedDays);
}
