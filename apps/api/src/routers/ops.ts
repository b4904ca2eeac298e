import { tracked } from "@trpc/server";
import { liveOperatorProcedure, operatorProcedure, router } from "../trpc.ts";
import { allChanges, firmsQuery } from "./inputs.ts";

/** What operators look at across all firms. */
export const opsRouter = router({
  /** Every firm's usage in the range, or the period by its name (when both are absent, the month to date), dearest first, and all of it together. */
  firms: operatorProcedure.input(firmsQuery).query(({ ctx, input }) => ctx.operations.firms(input)),

  /** What `usage.changes` is for one firm, for all of them together: an event a second at most, as soon as any has changed. */
  changes: liveOperatorProcedure.input(allChanges).subscription(({ ctx, input }) =>
    ctx.live.answer(async function* (signal) {
      for await (const { id, asOf } of ctx.operations.changes(input?.lastEventId, signal)) yield tracked(id, { asOf });
    }),
  ),
});
