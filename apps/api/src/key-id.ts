import { z } from "zod";

/** The id of an API key: its public part, between its two underscores. */
export const keyIdSchema = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; name a key" : "must be text; name a key") })
  .regex(/^[0-9a-z]{12}$/, "must be the 12 characters between the two underscores of a key; never send the whole key");
