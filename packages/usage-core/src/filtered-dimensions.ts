import { DIMENSIONS, type Dimension } from "./dimensions.ts";
import type { UsageFilters } from "./usage-filters.ts";

/** The dimensions that the filters name, in the order of `DIMENSIONS`. */
export function filteredDimensions(filters: UsageFilters): Dimension[] {
  return DIMENSIONS.filter((dimension) => filters[dimension] !== undefined);
}
