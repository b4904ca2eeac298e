import { Temporal } from "temporal-polyfill";
import { addDays, daysBetween, daysInMonth, monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import { epochMillisecondsOf, instantText } from "./instant.ts";
import { type Money, money } from "./money.ts";
import { isWithin } from "./range-days.ts";

/**
 * A firm's local day as the stretch of time it covers: 23 or 25 hours on the days on which its clocks change.
 * `start` is inclusive and `end` exclusive, in milliseconds since 1970.
 */
export interface LocalDay {
  readonly date: string;
  readonly start: number;
  readonly end: number;
}

/** How far the firm's current month has come. */
export interface MonthProgress {
  readonly today: string;
  readonly firstDay: string;
  readonly daysInMonth: number;
  /** Days that have passed, today by the fraction of its real length that has passed. */
  readonly elapsedDays: Money;
  readonly isFirstDay: boolean;
}

/** Whether `timeZone` names an IANA zone, such as `Europe/Bucharest`, that this runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  // Names without a slash, and offsets, are not the same everywhere: EET has summer time here and none in PostgreSQL. Nor
  // are names with a digit other than Etc's.
  if (timeZone !== "UTC" && !/^([a-z_]+(\/[a-z_-]+)+|etc\/gmt[+-]?\d+)$/i.test(timeZone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** The local day on which the instant `asOf`, in milliseconds since 1970, falls. */
export function localDayAt(asOf: number, timeZone: string): LocalDay {
  return localDay(Temporal.Instant.fromEpochMilliseconds(asOf).toZonedDateTimeISO(timeZone).toPlainDate(), timeZone);
}

/** The civil date `YYYY-MM-DD` in the zone at an instant, in milliseconds since 1970. */
export function localDateAt(epochMilliseconds: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** How far the month that holds `today` has come at the instant `asOf`, in milliseconds since 1970. */
export function monthProgress(today: LocalDay, asOf: number): MonthProgress {
  const firstDay = monthStart(today.date);
  const passed = money(asOf - today.start).div(today.end - today.start);
  return {
    today: today.date,
    firstDay,
    daysInMonth: daysInMonth(today.date),
    elapsedDays: passed.plus(daysBetween(firstDay, today.date)),
    isFirstDay: today.date === firstDay,
  };
}

/** One local hour. `start` is an instant: UTC, ISO 8601; `label` the same instant with the zone's offset. */
export interface LocalHour {
  readonly start: string;
  readonly label: string;
  /** From this instant on, calls belong to the hour: later than `start` when clocks have just changed by half an hour. */
  readonly from: string;
}

/**
 * The local hours of a day, in order: 23 on the day on which clocks go forward, 25 when they go back.
 *
 * An hour begins where the zone's clock shows a full hour, as in PostgreSQL's `date_trunc('hour', instant, zone)`. Where
 * clocks change by half an hour (Lord Howe), what follows the change is an hour of its own, whose `start` is the full
 * hour that its clock would have shown. Where that is also the start of the hour before (Chatham, whose clocks go back at
 * 3:45), the two are one hour: sums that are kept by the hour could not separate them.
 */
export function hoursOf(date: string, timeZone: string): LocalHour[] {
  const { start, end } = localDay(Temporal.PlainDate.from(date), timeZone);
  const hours: LocalHour[] = [];
  let at = start;
  while (at < end) {
    // Looking the zone up is the slow part: it is done once for each stretch between two changes of clocks.
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const clockChange = local.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const offsetMs = local.offsetNanoseconds / 1e6;
    for (const stretchEnd = Math.min(end, clockChange); at < stretchEnd; ) {
      const hourStart = at - modulo(at + offsetMs, HOUR);
      const hour = instantText(hourStart);
      if (hours.at(-1)?.start !== hour) {
        hours.push({
          start: hour,
          label: `${instantText(hourStart + offsetMs).slice(0, 19)}${local.offset}`,
          from: instantText(at),
        });
      }
      at = Math.min(hourStart + HOUR, stretchEnd);
    }
  }
  return hours;
}

/** The instant at which the local day starts: UTC, ISO 8601. */
export function localDayStart(date: string, timeZone: string): string {
  return instantText(localDay(Temporal.PlainDate.from(date), timeZone).start);
}

/** When the local days of the range begin, and when they are over: UTC, ISO 8601. */
export function spanOf({ startDate, endDate }: DateRange, timeZone: string): { from: string; until: string } {
  return { from: localDayStart(startDate, timeZone), until: localDayStart(addDays(endDate, 1), timeZone) };
}

/**
 * The instant as UTC, if a local hour of the range starts at it; else `null`. `instant` is ISO 8601 with an offset, as
 * `LocalHour.label` is.
 */
export function hourStartWithin(instant: string, range: DateRange, timeZone: string): string | null {
  const epochMilliseconds = epochMillisecondsOf(instant);
  const date = localDateAt(epochMilliseconds, timeZone);
  if (!isWithin(date, range)) return null;
  const start = instantText(epochMilliseconds);
  // Digits below the millisecond were cut off.
  if (Temporal.Instant.compare(instant, start) !== 0) return null;
  return hoursOf(date, timeZone).some((hour) => hour.start === start) ? start : null;
}

/** The instant, in milliseconds since 1970, at which the local hour of `epochMilliseconds` starts. */
export function startOfLocalHour(epochMilliseconds: number, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(timeZone);
  return epochMilliseconds - ((local.minute * 60 + local.second) * 1000 + local.millisecond);
}

const HOUR = 3_600_000;

function localDay(date: Temporal.PlainDate, timeZone: string): LocalDay {
  return {
    date: date.toString(),
    start: date.toZonedDateTime(timeZone).epochMilliseconds,
    end: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/** Unlike `%`, never negative. */
function modulo(dividend: number, divisor: number): number {
  return ((dividend % divisor) + divisor) % divisor;
}
