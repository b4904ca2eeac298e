import { Temporal } from "temporal-polyfill";
import type { DateRange } from "../date-range.ts";
import { dateTimeFormat } from "./intl-formats.ts";

/**
 * How much of a civil date is written: `day` "24 Nov", `date` "24 Nov 2026", `full` "Tuesday, 24 November 2026",
 * `month` "November 2026", `monthName` "November".
 */
export type DateStyle = "day" | "date" | "full" | "month" | "monthName";

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: "numeric", month: "short" },
  date: { day: "numeric", month: "short", year: "numeric" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  monthName: { month: "long" },
};

/** A civil date `YYYY-MM-DD` in the reader's locale. */
export function formatDate(date: string, locale: string, style: DateStyle): string {
  return civilFormat(locale, style).format(utcMidnight(date));
}

/** A range of civil dates, each part written once: "1 – 24 Nov 2026". */
export function formatDateRange(range: DateRange, locale: string): string {
  return civilFormat(locale, "date").formatRange(utcMidnight(range.startDate), utcMidnight(range.endDate));
}

/** The time of day of an instant, in milliseconds since 1970, on a zone's clock: "14:32:10". */
export function formatClock(epochMilliseconds: number, timeZone: string, locale: string): string {
  return dateTimeFormat(locale, { timeZone, timeStyle: "medium", hourCycle: "h23" }).format(epochMilliseconds);
}

/** A civil date has no zone: it is written as the same date in UTC, whatever the reader's own zone. */
function civilFormat(locale: string, style: DateStyle): Intl.DateTimeFormat {
  return dateTimeFormat(locale, { timeZone: "UTC", ...STYLES[style] });
}

function utcMidnight(date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime("UTC").epochMilliseconds;
}
