import { isStorableText, NOT_STORABLE } from "usage-core";
import { z } from "zod";

/** A firm's id as callers give it. */
export const firmIdSchema = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; name a firm" : "must be text; name a firm") })
  .min(1, "is empty; name a firm")
  .max(200, "is longer than 200 characters; name a firm")
  .refine(isStorableText, NOT_STORABLE);
