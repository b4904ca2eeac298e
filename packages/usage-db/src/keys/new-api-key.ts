import { isStorableText, MAX_IDENTIFIER_LENGTH, NOT_STORABLE } from "usage-core";
import { z } from "zod";
import { API_KEY_SCOPES, scopesOf } from "./scopes.ts";

const HOW_TO_NAME = "say what will use the key";

/** A key that is asked for. Scopes come out once each, in the order of {@link API_KEY_SCOPES}. */
export const newApiKeySchema = z
  .strictObject({
    /** `null` for a gateway's key, which names the firm of each call itself. */
    firmId: z.string().min(1, "is empty; name a firm").nullable(),
    name: z
      .string({ error: ({ input }) => (input === undefined ? `is missing; ${HOW_TO_NAME}` : "must be text") })
      .trim()
      .min(1, `is empty; ${HOW_TO_NAME}`)
      .max(MAX_IDENTIFIER_LENGTH, `is longer than ${MAX_IDENTIFIER_LENGTH} characters`)
      .refine(isStorableText, NOT_STORABLE),
    scopes: z
      .array(z.enum(API_KEY_SCOPES, `must be one of ${API_KEY_SCOPES.join(", ")}`), "must be a list of scopes")
      .min(1, `is empty; name at least one of ${API_KEY_SCOPES.join(", ")}`)
      .overwrite(scopesOf),
  })
  .superRefine(({ firmId, scopes }, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["scopes"], message });
    if (firmId === null && scopes.includes("read")) {
      refuse(
        "read goes with a firm: what a gateway's key could read would be every firm's; leave it out or name a firm",
      );
    }
    if (scopes.includes("backfill") && !scopes.includes("ingest")) refuse("backfill goes with ingest; add that scope");
  });
export type NewApiKey = z.output<typeof newApiKeySchema>;
