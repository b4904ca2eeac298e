import { z } from "zod";

/** A firm's id as callers give it. PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const firmIdSchema = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; name a firm" : "must be text; name a firm") })
  .min(1, "is empty; name a firm")
  .max(200, "is longer than 200 characters; name a firm")
  .refine((id) => !id.includes("\0") && id.isWellFormed(), "must be text without NUL or lone surrogates");
