import { hoursOf } from "./calendar.ts";
import type { HourlyCost } from "./contract.ts";
import { figuresOf } from "./figures.ts";
import { addUsage, type HourRow, NO_USAGE, type UsageSums } from "./usage-rows.ts";

/** One entry per local hour of the day, in order, with zeros where there is no row: 23 or 25 when clocks change. */
export function hourlyCosts(rows: readonly HourRow[], date: string, timeZone: string): HourlyCost[] {
  const byHour = new Map<string, UsageSums>();
  for (const row of rows) byHour.set(row.hour, addUsage(byHour.get(row.hour) ?? NO_USAGE, row));
  return hoursOf(date, timeZone).map(({ start, label }) => ({
    hour: label,
    ...figuresOf(byHour.get(start) ?? NO_USAGE),
  }));
}
