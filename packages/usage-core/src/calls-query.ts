import { z } from "zod";
import { parseCallCursor } from "./call-cursor.ts";
import { dateRangeSchema } from "./date-range.ts";
import { FINDINGS } from "./findings.ts";
import { MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
import { money } from "./money.ts";
import { isStorableText, NOT_STORABLE } from "./storable-text.ts";
import { usageFiltersSchema } from "./usage-filters.ts";
import { eurAmount, usageLogSchema } from "./usage-log.ts";

/** The most calls of one page. */
export const MAX_CALLS_PER_PAGE = 200;
export const DEFAULT_CALLS_PER_PAGE = 50;

/** A call's id, or its beginning, as it is asked for. */
export const callIdSchema = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; name a call" : "must be text; name a call") })
  .min(1, "is empty; name a call")
  .max(MAX_IDENTIFIER_LENGTH, `is longer than ${MAX_IDENTIFIER_LENGTH} characters; no call has such an id`)
  .refine(isStorableText, NOT_STORABLE);

const unpricedReasonSchema = z
  .string("must be text")
  .min(1, "is empty; give a reason as usage.dataQuality tells it")
  .max(MAX_IDENTIFIER_LENGTH, `is longer than ${MAX_IDENTIFIER_LENGTH} characters; there is no such reason`)
  .refine(isStorableText, NOT_STORABLE);

/** A question for a firm's single calls, newest first. Every condition narrows it. */
export const callsQuerySchema = z
  .strictObject({
    range: dateRangeSchema,
    /** One hour of the range: the instant at which it starts, as `ExploreBucket.start` has it. */
    hour: usageLogSchema.shape.createdAt.optional(),
    filters: usageFiltersSchema.default({}),
    /** EUR, exact, both included. A call without a cost is never within a bound. */
    minCost: eurAmount.optional(),
    maxCost: eurAmount.optional(),
    failedOnly: z.boolean("must be true or false").default(false),
    unpricedOnly: z.boolean("must be true or false").default(false),
    /** Only calls without a cost for this reason, as `UnpricedGroup.reason` names it. */
    unpricedReason: unpricedReasonSchema.optional(),
    /** Only calls that `DataQuality` counts under this finding. */
    finding: z.enum(FINDINGS, `must be one of ${FINDINGS.join(", ")}`).optional(),
    /** Voided calls are in no figure, and so not listed unless asked for. */
    includeVoided: z.boolean("must be true or false").default(false),
    /** Calls whose id begins with it. */
    callId: callIdSchema.optional(),
    limit: z
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(MAX_CALLS_PER_PAGE, `must be at most ${MAX_CALLS_PER_PAGE}`)
      .default(DEFAULT_CALLS_PER_PAGE),
    /** `nextCursor` of the page before; absent or `null` for the first page. */
    cursor: z
      .string("must be text")
      .refine(
        (cursor) => parseCallCursor(cursor) !== null,
        "is not one that came with a page of calls; ask for the first page",
      )
      .nullish(),
  })
  .superRefine(({ minCost, maxCost, unpricedOnly, unpricedReason }, context) => {
    const unpriced = unpricedOnly ? "unpricedOnly" : unpricedReason !== undefined ? "unpricedReason" : undefined;
    if (unpriced !== undefined && (minCost !== undefined || maxCost !== undefined)) {
      context.addIssue({
        code: "custom",
        path: [unpriced],
        message: "goes without minCost and maxCost, as such calls have no cost; leave one or the other out",
      });
    }
    if (minCost !== undefined && maxCost !== undefined && money(maxCost).lt(minCost)) {
      context.addIssue({
        code: "custom",
        path: ["maxCost"],
        message: `${maxCost} is below minCost ${minCost}; give a bound at or above it`,
      });
    }
  });
/** As a caller writes it: what has a default may be absent. */
export type CallsQueryInput = z.input<typeof callsQuerySchema>;
export type CallsQuery = z.output<typeof callsQuerySchema>;
