import { z } from "zod";

/** The id that stands for "no user" in answers; refused as a user's own id. */
export const BATCH_USER_ID = "batch";

/** The bound of one call's token counts, so that no sum of a firm's calls can leave 64 bits. */
export const MAX_TOKENS_PER_CALL = 1_000_000_000_000;

/** Without a value there is nothing to describe but its absence. */
function requirement(message: string) {
  return ({ input }: { readonly input?: unknown }) => (input === undefined ? "is missing" : message);
}

const identifier = z
  .string({ error: requirement("must be text") })
  .min(1, "must not be empty")
  .max(200, "must have at most 200 characters")
  // PostgreSQL stores neither NUL nor half of a surrogate pair.
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "must be text without NUL or lone surrogates");

const tokens = z
  .number({ error: requirement("must be a whole number") })
  .refine(Number.isInteger, { error: "must be a whole number", abort: true })
  .min(0, "must be 0 or more")
  .max(MAX_TOKENS_PER_CALL, `must be at most ${MAX_TOKENS_PER_CALL}`);

/** EUR with at most 12 integer digits and 12 decimals: what the ledger stores without rounding. */
const eurAmount = z
  .string({ error: requirement("must be a decimal of EUR as text") })
  .regex(/^\d{1,12}(\.\d{1,12})?$/, "must be a decimal of EUR such as 0.0123, 0 or more, with at most 12 decimals");

const instant = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: requirement("must be an ISO 8601 instant with Z or an offset, such as 2026-11-24T09:30:00Z"),
  })
  // The largest that PostgreSQL takes; no clock on Earth is more than 14 hours ahead.
  .refine((text) => !/[+-](1[6-9]|2\d):\d\d$/.test(text), { error: "must have an offset below 16 hours", abort: true })
  // Finer than a nanosecond is finer than any clock.
  .refine((text) => !/\.\d{10}/.test(text), { error: "must have at most 9 digits after the second", abort: true })
  // So that its local day is a date of the calendar everywhere.
  .refine((text) => text >= "1970-01-02" && text < "9998-12-31", "must lie between 1970-01-02 and 9998-12-30");

/**
 * One recorded AI call, in the contract's field names. `id` is the caller's idempotency key, unique within its firm.
 */
export const usageLogSchema = z.strictObject(
  {
    id: identifier,
    /** `null` for a batch job. */
    userId: identifier
      .refine((id) => id !== BATCH_USER_ID, `"${BATCH_USER_ID}" stands for no user; leave it empty`)
      .nullable(),
    feature: identifier,
    model: identifier,
    /** Tokens of the prompt, cached ones included. */
    inputTokens: tokens,
    outputTokens: tokens,
    /** Exact decimal of EUR; `null` when the cost is not known, which is never 0. */
    costEur: eurAmount.nullable(),
    success: z.boolean({ error: requirement("must be true or false") }),
    createdAt: instant,
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `unknown field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`
        : "must be an object with the fields of a call",
  },
);
export type UsageLog = z.infer<typeof usageLogSchema>;
