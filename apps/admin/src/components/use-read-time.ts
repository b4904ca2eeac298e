import { localDayAt } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import type { AnswerReading } from "./reading.ts";
import { useToday } from "./use-today.ts";

/** An answer's reading, in words. */
interface ReadTime {
  /** When its data was read, on the firm's clock, with the date where that is not today: "17:03:11, 23 Nov 2026". */
  readonly time: string;
  /** How old it was when it came; `null`: it was read for this answer. */
  readonly age: string | null;
}

export function useReadTime({ asOf, timeZone, cacheAgeMs }: AnswerReading): ReadTime {
  const { t, format } = useTexts();
  const today = useToday(timeZone);
  const { date } = localDayAt(Date.parse(asOf), timeZone);
  const clock = format.clock(asOf, timeZone);
  const seconds = Math.round(cacheAgeMs / 1000);
  const age =
    seconds < 90 ? t("asOf.seconds", { value: seconds }) : t("asOf.minutes", { value: Math.round(seconds / 60) });
  return {
    time: date === today ? clock : `${clock}, ${format.date(date, "date")}`,
    age: cacheAgeMs === 0 ? null : age,
  };
}
