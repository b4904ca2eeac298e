import { useMemo } from "react";
import { localDayAt } from "usage-core";
import { useTexts } from "../../i18n/texts.tsx";

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
    const clock = (instant: string) => format.clock(instant, timeZone);
    return {
      short: (instant) => `${format.date(date(instant), "day")}, ${clock(instant)}`,
      full: (instant) => `${format.date(date(instant), "full")}, ${clock(instant)}`,
    };
  }, [format, timeZone]);
}
