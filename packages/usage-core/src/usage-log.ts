import { z } from "zod";
import { BATCH_USER_ID } from "./batch-user.ts";
import { MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
import { isStorableText, NOT_STORABLE } from "./storable-text.ts";

/** The bound of one call's token counts, so that no sum of a firm's calls can leave 64 bits. */
export const MAX_TOKENS_PER_CALL = 1_000_000_000_000;

/** What a column of 32 bits holds: 24 days. */
const MAX_LATENCY_MS = 2_147_483_647;

/** An absent value is called missing, not of the wrong type. */
function requirement(message: string) {
  return ({ input }: { readonly input?: unknown }) => (input === undefined ? "is missing" : message);
}

const identifier = z
  .string({ error: requirement("must be text") })
  .min(1, "must not be empty")
  .max(MAX_IDENTIFIER_LENGTH, `must have at most ${MAX_IDENTIFIER_LENGTH} characters`)
  .refine(isStorableText, NOT_STORABLE);

const optionalIdentifier = identifier.nullable().default(null);

function wholeNumber(what: string, max: number) {
  return (
    z
      .number({ error: requirement(`must be a whole number${what}`) })
      .refine(Number.isInteger, { error: `must be a whole number${what}`, abort: true })
      .min(0, "must be 0 or more")
      .max(max, `must be at most ${max}`)
      // Turns -0 into 0.
      .overwrite((count) => count + 0)
  );
}

const tokens = wholeNumber("", MAX_TOKENS_PER_CALL);
/**
 * Absent and `null` become 0. An overwrite does that, although its type cannot express it: a transform makes a pipe, and
 * three pipes took longer than the rest of checking a call.
 */
const partTokens = tokens.nullable().default(0).overwrite(orZero) as unknown as z.ZodDefault<
  z.ZodType<number, number | null>
>;

function orZero(count: number | null): number {
  return count ?? 0;
}

/** EUR with at most 12 integer digits and 12 decimals: what the ledger stores without rounding. */
export const eurAmount = z
  .string({ error: requirement("must be a decimal of EUR as text") })
  .regex(/^\d{1,12}(\.\d{1,12})?$/, "must be a decimal of EUR such as 0.0123, 0 or more, with at most 12 decimals");

/** An amount of any currency; finer than EUR, so that a price per million tokens is kept exactly. */
const originalAmount = z
  .string({ error: requirement("must be a decimal as text") })
  .regex(/^\d{1,12}(\.\d{1,18})?$/, "must be a decimal such as 0.0123, 0 or more, with at most 18 decimals");

const currency = z
  .string({ error: requirement("must be text") })
  .regex(/^[A-Z]{3}$/, "must be the code of a currency such as USD");

const instant = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: requirement("must be an ISO 8601 instant with Z or an offset, such as 2026-11-24T09:30:00Z"),
  })
  // PostgreSQL takes no larger ones; no clock on Earth is more than 14 hours ahead.
  .refine((text) => !/[+-](1[6-9]|2\d):\d\d$/.test(text), { error: "must have an offset below 16 hours", abort: true })
  // Finer than a nanosecond is finer than any clock.
  .refine((text) => !/\.\d{10}/.test(text), { error: "must have at most 9 digits after the second", abort: true })
  // A day short of the ledger's bounds at either end, since the offset can move the instant by most of a day.
  .refine((text) => text >= "1970-01-03" && text < "9998-12-30", "must lie between 1970-01-03 and 9998-12-29");

/**
 * One recorded AI call, in the contract's field names. `id` is the caller's idempotency key, unique within its firm.
 *
 * What may be left out is `null`, or 0 for the parts of a count, in the parsed log.
 */
export const usageLogSchema = z
  .strictObject(
    {
      id: identifier,
      /** `null` for a batch job. */
      userId: identifier
        .refine((id) => id !== BATCH_USER_ID, `"${BATCH_USER_ID}" stands for no user; leave it empty`)
        .nullable()
        .default(null),
      feature: identifier,
      /** Who served it: `openai`, `anthropic`, `gcp.gemini`; with the model it names the price. */
      provider: optionalIdentifier,
      model: identifier,
      /** What the provider calls the price class: `batch`, `flex`, `priority`. `null` for the usual one. */
      serviceTier: optionalIdentifier,
      /** Tokens of the prompt, cached ones included. */
      inputTokens: tokens,
      /** Parts of `inputTokens`: read from, and written to, the provider's cache. */
      cacheReadTokens: partTokens,
      cacheWriteTokens: partTokens,
      /** Tokens of the answer, reasoning included. */
      outputTokens: tokens,
      /** Part of `outputTokens`. */
      reasoningTokens: partTokens,
      /** Exact decimal of EUR, when the caller knows it; `null` when the cost is not known, which is never 0. */
      costEur: eurAmount.nullable().default(null),
      /** Instead of `costEur`: the cost that the caller knows, in `currency`. */
      costOriginal: originalAmount.nullable().default(null),
      currency: currency.nullable().default(null),
      success: z.boolean({ error: requirement("must be true or false") }),
      /** What the provider or the caller calls the failure. */
      errorCode: optionalIdentifier,
      latencyMs: wholeNumber(" of milliseconds", MAX_LATENCY_MS).nullable().default(null),
      createdAt: instant,
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `unknown field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`
          : "must be an object with the fields of a call",
    },
  )
  // Checked even when single fields are wrong, so that all faults are reported at once.
  .superRefine(checkTogether, { when: ({ value }) => typeof value === "object" && value !== null });

/** A call as its sender writes it. */
export type UsageLogInput = z.input<typeof usageLogSchema>;
/** A call that was checked, with everything that was left out filled in. */
export type UsageLog = z.output<typeof usageLogSchema>;

/** Checks the fields against each other. Any of them may be missing or wrong here, which is reported already. */
function checkTogether(log: Partial<UsageLog>, context: z.RefinementCtx): void {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = log;
  const refuse = (field: keyof UsageLog, message: string) =>
    context.addIssue({ code: "custom", path: [field], message, input: log[field] });
  if (isCount(inputTokens) && isCount(cacheReadTokens) && isCount(cacheWriteTokens)) {
    if (cacheReadTokens + cacheWriteTokens > inputTokens) {
      const field = cacheReadTokens > inputTokens || cacheWriteTokens === 0 ? "cacheReadTokens" : "cacheWriteTokens";
      refuse(
        field,
        `is more than inputTokens (${inputTokens}) holds: cached tokens are a part of them; add them to inputTokens`,
      );
    }
  }
  if (isCount(outputTokens) && isCount(reasoningTokens) && reasoningTokens > outputTokens) {
    refuse(
      "reasoningTokens",
      `is more than outputTokens (${outputTokens}) holds: reasoning is a part of them; add it to outputTokens`,
    );
  }
  const { costEur = null, costOriginal = null, currency: ofCost = null } = log;
  if (costEur !== null && costOriginal !== null) refuse("costOriginal", "goes without costEur; give one of them");
  if (costOriginal !== null && ofCost === null) refuse("currency", "is missing; it goes with costOriginal");
  if (costOriginal === null && ofCost !== null) refuse("currency", "goes with costOriginal; leave it out");
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}
