import { z } from "zod";

/** The id of an API key: the part of it between its two underscores, which is no secret. */
export const keyIdSchema = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; name a key" : "must be text; name a key") })
  .regex(/^[0-9a-z]{12}$/, "must be the 12 characters between the two underscores of a key; never send the whole key");
