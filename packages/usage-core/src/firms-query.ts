import { z } from "zod";
import { dateRangeSchema } from "./date-range.ts";
import { PRESETS } from "./presets.ts";

/**
 * Of which days every firm's usage is asked for: of a range, the same dates for each, or of a period by name, which is other days where
 * the calendar shows another date. Without either, each firm's month to date.
 */
export const firmsQuerySchema = z
  .strictObject({
    range: dateRangeSchema.optional(),
    preset: z.enum(PRESETS).optional(),
  })
  .refine(({ range, preset }) => range === undefined || preset === undefined, {
    path: ["preset"],
    message: "is asked for beside a range; give one of them",
  });
export type FirmsQuery = z.infer<typeof firmsQuerySchema>;
