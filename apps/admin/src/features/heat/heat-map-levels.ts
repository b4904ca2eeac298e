import { isUnpriced, type WeekHourCost } from "usage-core";

/** Shades beside the one for nothing. */
export const HEAT_LEVELS = 5;

/** `"unpriced"` for calls whose cost is not known, and 0 for nothing; else the shade, from 1 to `HEAT_LEVELS`. */
export type HeatLevel = number | "unpriced";

export function heatLevel(cell: WeekHourCost | undefined, most: number): HeatLevel {
  if (cell === undefined || cell.calls === 0) return 0;
  if (isUnpriced(cell)) return "unpriced";
  if (most <= 0) return 0;
  // Calls that cost nothing are calls all the same: only an hour without any is drawn as one.
  return Math.min(HEAT_LEVELS, Math.max(1, Math.ceil((cell.cost / most) * HEAT_LEVELS)));
}
