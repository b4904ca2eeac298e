import { z } from "zod";

/** A question as the procedures take it, as the text of its JSON. */
export const jsonText = z
  .string({ error: "is missing; give the question as JSON" })
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "is not JSON; give the question as JSON" });
      return z.NEVER;
    }
  });
