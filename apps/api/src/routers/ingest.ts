import { callIdSchema, isStorableText, NOT_STORABLE, type UsageLogInput } from "usage-core";
import { MAX_CALLS } from "usage-db";
import { z } from "zod";
import { firmIdSchema } from "../firm-id.ts";
import { emptyNested } from "../formats/empty-nested.ts";
import { ingestProcedure, router } from "../trpc.ts";

const reason = z
  .string({ error: ({ input }) => (input === undefined ? "is missing; say why" : "must be text") })
  .trim()
  .min(1, "is empty; say why")
  .max(500, "is longer than 500 characters")
  .refine(isStorableText, NOT_STORABLE);
function some<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .min(1, "is empty; give at least one")
    .max(MAX_CALLS, `has over ${MAX_CALLS} entries; send fewer`);
}

/** Typed for its callers and checked call by call by the ledger, so that the good ones go in when others are bad. */
const call = z.custom<UsageLogInput>();

export const ingestRouter = router({
  /** Adds calls to the firm's ledger, each once: up to 1,000, with one result per call in their order. */
  record: ingestProcedure
    .input(z.strictObject({ firmId: firmIdSchema, calls: some(call) }))
    .mutation(({ ctx, input }) => ctx.ingest.record(emptyNested(input.calls))),

  /** Makes calls no longer count. One result per id, in their order. */
  void: ingestProcedure
    .input(z.strictObject({ firmId: firmIdSchema, ids: some(callIdSchema), reason }))
    .mutation(({ ctx, input }) => ctx.ingest.void(input.ids, input.reason)),

  /** Changes fields of a call and computes its cost anew; the former version is kept. */
  correct: ingestProcedure
    .input(
      z.strictObject({
        firmId: firmIdSchema,
        id: callIdSchema,
        changes: z.custom<Partial<Omit<UsageLogInput, "id">>>(
          (changes) => typeof changes === "object" && changes !== null && !Array.isArray(changes),
          "must be an object with the fields to change",
        ),
        reason,
      }),
    )
    .mutation(({ ctx, input }) => ctx.ingest.correct(input.id, { ...input.changes }, input.reason)),
});
