import { isUnpriced, type WeekHourCost } from "usage-core";

/** How many shades there are, without the one for no calls. */
export const HEAT_LEVELS = 5;

/** A shade from 1 to `HEAT_LEVELS`, 0 for no calls, or `"unpriced"` for calls whose cost is not known. */
export type HeatLevel = number | "unpriced";

export function heatLevel(cell: WeekHourCost | undefined, most: number): HeatLevel {
  if (cell === undefined || cell.calls === 0) return 0;
  if (isUnpriced(cell)) return "unpriced";
  if (most <= 0) return 0;
  // An hour whose calls cost nothing must not look like an hour without calls.
  return Math.min(HEAT_LEVELS, Math.max(1, Math.ceil((cell.cost / most) * HEAT_LEVELS)));
}
