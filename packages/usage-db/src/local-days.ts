import { type LocalDay, localDayAt } from "usage-core";

/** Finds the local day of an instant, in milliseconds since 1970. Finding one is slow, and neighbours mostly lie in the same. */
export function localDays(timeZone: string): (at: number) => LocalDay {
  let day: LocalDay | undefined;
  return (at) => {
    if (day === undefined || at < day.start || at >= day.end) day = localDayAt(at, timeZone);
    return day;
  };
}
