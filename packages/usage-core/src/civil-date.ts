import type { Granularity } from "./explore-options.ts";

const DAY = 86_400_000;

// `Date` is used for arithmetic on days only, never for the present: it is ten times as fast as a calendar library, and
// a range has up to 400 days.

/** The civil date `days` after `date` (before it when negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** How many days `end` is after `start`; 0 on the same day. */
export function daysBetween(start: string, end: string): number {
  return (Date.parse(end) - Date.parse(start)) / DAY;
}

/** The first day of the date's month. */
export function monthStart(date: string): string {
  return `${date.slice(0, 8)}01`;
}

/** A Monday, in 1970, from which weeks are counted. */
const A_MONDAY = "1970-01-05";

/** The Monday of the date's week. */
export function weekStart(date: string): string {
  // The remainder of a negative number is negative.
  return addDays(date, -(((daysBetween(A_MONDAY, date) % 7) + 7) % 7));
}

/** How many days the date's month has. */
export function daysInMonth(date: string): number {
  const first = monthStart(date);
  // 31 days on is always in the next month.
  return daysBetween(first, monthStart(addDays(first, 31)));
}

/** Whether it is a civil date `YYYY-MM-DD` that exists, from 1970 to 9998: what `civilDateSchema` takes. */
export function isCivilDate(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const instant = Date.parse(value);
  // Some engines take 30 February for 2 March.
  return !Number.isNaN(instant) && addDays(value, 0) === value && value >= "1970-01-01" && value < "9999";
}

/** Whether a day, week or month begins on the date. */
export function isFirstDay(date: string, granularity: Exclude<Granularity, "hour">): boolean {
  switch (granularity) {
    case "day":
      return true;
    case "week":
      return date === weekStart(date);
    case "month":
      return date === monthStart(date);
  }
}
