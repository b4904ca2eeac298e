import type { WeekHourCost } from "./contract.ts";
import { figuresOf } from "./figures.ts";
import { NO_USAGE, type WeekHourRow } from "./usage-rows.ts";

/** One entry per hour of the week, zeros included: Monday's first, 168 of them. */
export function weekHourCosts(rows: readonly WeekHourRow[]): WeekHourCost[] {
  const known = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row]));
  return Array.from({ length: 7 * 24 }, (_, index) => {
    const weekday = Math.floor(index / 24) + 1;
    const hour = index % 24;
    return { weekday, hour, ...figuresOf(known.get(`${weekday} ${hour}`) ?? NO_USAGE) };
  });
}
