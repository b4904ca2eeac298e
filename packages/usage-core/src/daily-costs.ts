import type { DailyCost } from "./contract.ts";
import { type DateRange, daysOf } from "./date-range.ts";
import { figuresOf } from "./figures.ts";
import { addUsage, type DayRow, NO_USAGE, type UsageSums } from "./usage-rows.ts";

/** One entry per day of the range, oldest first, with zeros where there is no row. Rows of other days are ignored. */
export function dailyCosts(rows: readonly DayRow[], range: DateRange): DailyCost[] {
  const byDay = new Map<string, UsageSums>();
  for (const row of rows) byDay.set(row.day, addUsage(byDay.get(row.day) ?? NO_USAGE, row));
  return daysOf(range).map((date) => ({ date, ...figuresOf(byDay.get(date) ?? NO_USAGE) }));
}
