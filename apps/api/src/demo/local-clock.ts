import { hoursOf, localDayAt } from "usage-core";

const HOUR_MS = 3_600_000;

/** The instant, in milliseconds since 1970, at which a zone's clock shows a time of day, in milliseconds since midnight. */
export type LocalClock = (timeOfDay: number) => number;

/** A zone's clock on one day. A time that is skipped is taken an hour later, one that comes twice is the first. */
export function localClock(date: string, timeZone: string): LocalClock {
  // Noon in Greenwich falls on the same date in every zone that is less than twelve hours away.
  const { start, end } = localDayAt(Date.parse(`${date}T12:00:00Z`), timeZone);
  if (end - start === 24 * HOUR_MS) return (timeOfDay) => start + timeOfDay;
  const starts = new Map<number, number>();
  for (const { start: hourStart, label } of hoursOf(date, timeZone)) {
    const hour = Number(label.slice(11, 13));
    if (!starts.has(hour)) starts.set(hour, Date.parse(hourStart));
  }
  return (timeOfDay) => {
    const hour = Math.floor(timeOfDay / HOUR_MS);
    return (starts.get(hour) ?? starts.get(hour + 1) ?? start) + (timeOfDay % HOUR_MS);
  };
}
