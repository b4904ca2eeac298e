import { z } from "zod";
import { dateRangeSchema } from "./date-range.ts";
import { DIMENSIONS } from "./dimensions.ts";
import {
  COMPARISONS,
  DEFAULT_TOP,
  GRANULARITIES,
  MAX_HOURLY_DAYS,
  MAX_SERIES,
  MAX_TOP,
  MEASURES,
} from "./explore-options.ts";
import { daysIn } from "./range-days.ts";
import { usageFiltersSchema } from "./usage-filters.ts";

/** A question about a firm's usage: which calls, grouped by what, at which granularity, and compared with what. */
export const exploreQuerySchema = z
  .strictObject({
    range: dateRangeSchema,
    /** Absent: one sum over the whole range. */
    granularity: z.enum(GRANULARITIES).optional(),
    /** Absent or empty: the total alone. */
    groupBy: z
      .array(z.enum(DIMENSIONS))
      .refine((dimensions) => new Set(dimensions).size === dimensions.length, "names a dimension twice; name each once")
      .default([]),
    filters: usageFiltersSchema.default({}),
    /** How many rows, the largest by `measure`; the rest is summed in `other`. */
    top: z
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(MAX_TOP, `must be at most ${MAX_TOP}`)
      .default(DEFAULT_TOP),
    measure: z.enum(MEASURES).default("cost"),
    compareWith: z.enum(COMPARISONS).optional(),
  })
  .superRefine(({ granularity, range, top }, context) => {
    if (granularity !== undefined && top > MAX_SERIES) {
      context.addIssue({
        code: "custom",
        path: ["top"],
        message: `must be at most ${MAX_SERIES} with a granularity; ask for fewer rows, or leave the granularity out`,
      });
    }
    const days = daysIn(range);
    if (granularity !== "hour" || days <= MAX_HOURLY_DAYS) return;
    context.addIssue({
      code: "custom",
      path: ["granularity"],
      message: `hour over ${days} days is too fine; ask for at most ${MAX_HOURLY_DAYS} days, or for day`,
    });
  });
/** As a caller writes it: what has a default may be absent. */
export type ExploreQueryInput = z.input<typeof exploreQuerySchema>;
export type ExploreQuery = z.output<typeof exploreQuerySchema>;
