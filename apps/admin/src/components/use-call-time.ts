import { useMemo } from "react";
import { hoursOf, localDayAt } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";

export interface CallTime {
  /** "24 Nov, 14:32:10" */
  short(instant: string): string;
  /** "Tuesday, 24 November 2026, 14:32:10" */
  full(instant: string): string;
}

/** Writes instants on the firm's clock, in the reader's locale. */
export function useCallTime(timeZone: string): CallTime {
  const { format } = useTexts();
  return useMemo(() => {
    const date = (instant: string) => localDayAt(Date.parse(instant), timeZone).date;
    const clock = (instant: string) => {
      const offset = offsetOnLongDay(instant, timeZone);
      return offset === null ? format.clock(instant, timeZone) : `${format.clock(instant, timeZone)} ${offset}`;
    };
    return {
      short: (instant) => `${format.date(date(instant), "day")}, ${clock(instant)}`,
      full: (instant) => `${format.date(date(instant), "full")}, ${clock(instant)}`,
    };
  }, [format, timeZone]);
}

const DAY = 86_400_000;

/** On a day on which clocks go back, when a time comes twice: which of the two it is. `null` on all others. */
export function offsetOnLongDay(instant: string, timeZone: string): string | null {
  const at = Date.parse(instant);
  const { date, start, end } = localDayAt(at, timeZone);
  if (end - start <= DAY) return null;
  const hour = hoursOf(date, timeZone).findLast(({ from }) => Date.parse(from) <= at);
  return hour?.label.slice(19) ?? null;
}
