import { z } from "zod";
import { type Dimension, MAX_FILTER_VALUES } from "./dimensions.ts";
import { MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
import { isStorableText, NOT_STORABLE } from "./storable-text.ts";

const value = z
  .string("must be text")
  .min(1, "is empty; name a value, or leave the filter out")
  .max(MAX_IDENTIFIER_LENGTH, `is longer than ${MAX_IDENTIFIER_LENGTH} characters; there is no such value`)
  .refine(isStorableText, NOT_STORABLE);

function some<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .min(1, "is empty; name a value, or leave the filter out")
    .max(MAX_FILTER_VALUES, `has over ${MAX_FILTER_VALUES} values; name fewer`)
    .optional();
}

/**
 * Which calls are counted: for each dimension that is named, those with one of its values. See `DimensionKey` for what
 * values stand for. `{}` is all calls.
 */
export const usageFiltersSchema = z.strictObject({
  feature: some(value),
  user: some(value),
  model: some(value),
  provider: some(value.nullable()),
} satisfies Record<Dimension, z.ZodType>);
export type UsageFilters = z.infer<typeof usageFiltersSchema>;
