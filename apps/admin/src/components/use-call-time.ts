import { useMemo } from "react";
import { hoursOf, type LocalDay, localDayAt } from "usage-core";
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
    const text = (instant: string, style: "day" | "full") => {
      const at = Date.parse(instant);
      const day = localDayAt(at, timeZone);
      const time = `${format.date(day.date, style)}, ${format.clock(instant, timeZone)}`;
      const offset = offsetOnLongDay(at, day, timeZone);
      return offset === null ? time : `${time} ${offset}`;
    };
    return { short: (instant) => text(instant, "day"), full: (instant) => text(instant, "full") };
  }, [format, timeZone]);
}

const DAY = 86_400_000;

/** On a day on which clocks go back, when a time comes twice: which of the two it is. `null` on all others. */
export function offsetOnLongDay(at: number, { date, start, end }: LocalDay, timeZone: string): string | null {
  if (end - start <= DAY) return null;
  const hour = hoursOf(date, timeZone).findLast(({ from }) => Date.parse(from) <= at);
  return hour?.label.slice(19) ?? null;
}
