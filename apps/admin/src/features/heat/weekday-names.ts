/** The weekdays from Monday on, in a locale: "Mon" and "Monday". */
export function weekdayNames(locale: string, width: "short" | "long"): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: "UTC" });
  return MONDAY_TO_SUNDAY.map((day) => format.format(day));
}

/** 1 January 2024 was a Monday. */
const MONDAY_TO_SUNDAY = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day));
