import { isStorableText, MAX_IDENTIFIER_LENGTH, NOT_STORABLE } from "usage-core";
import { z } from "zod";

/** A firm's id as callers give it. */
export const firmIdSchema = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; name a firm" : "must be text; name a firm") })
  .min(1, "is empty; name a firm")
  .max(MAX_IDENTIFIER_LENGTH, `is longer than ${MAX_IDENTIFIER_LENGTH} characters; name a firm`)
  .refine(isStorableText, NOT_STORABLE);
