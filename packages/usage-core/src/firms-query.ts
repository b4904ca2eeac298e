import { z } from "zod";
import { dateRangeSchema } from "./date-range.ts";
import { PRESETS } from "./presets.ts";

/**
 * The days of which every firm's usage is asked for: a range, the same dates for all, or a named period, whose days
 * depend on each firm's own date. Without either, each firm's month to date.
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
