import { addDays, monthStart } from "./civil-date.ts";
import type { DateRange } from "./date-range.ts";
import { monthOf, monthToDateRange } from "./range-days.ts";

/** The periods that have a name, in the order in which they are offered. */
export const PRESETS = ["this-month", "last-month", "7d", "30d", "90d"] as const;
export type Preset = (typeof PRESETS)[number];

export const DEFAULT_PRESET: Preset = "this-month";

export function isPreset(text: unknown): text is Preset {
  return PRESETS.some((preset) => preset === text);
}

/** The days that a named period means on the firm's local date `today`. Periods that are not over include today. */
export function presetRange(preset: Preset, today: string): DateRange {
  switch (preset) {
    case "this-month":
      return monthToDateRange(today);
    case "last-month":
      return monthOf(addDays(monthStart(today), -1));
    case "7d":
      return { startDate: addDays(today, -6), endDate: today };
    case "30d":
      return { startDate: addDays(today, -29), endDate: today };
    case "90d":
      return { startDate: addDays(today, -89), endDate: today };
  }
}
