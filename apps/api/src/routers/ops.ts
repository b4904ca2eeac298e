import { tracked } from "@trpc/server";
import { liveOperatorProcedure, operatorProcedure, router } from "../trpc.ts";
import { allChanges, firmsQuery } from "./inputs.ts";

/** What operators look at across all firms. */
export const opsRouter = router({
  /** Every firm's usage, dearest first, and the total: in the range or the named period, by default in the month to date. */
  firms: operatorProcedure.input(firmsQuery).query(({ ctx, input }) => ctx.operations.firms(input)),

  /** As `usage.changes`, for all firms together: at most one event a second, as soon as any of them has changed. */
  changes: liveOperatorProcedure.input(allChanges).subscription(({ ctx, input }) =>
    ctx.live.answer(async function* (signal) {
      for await (const { id, asOf } of ctx.operations.changes(input?.lastEventId, signal)) yield tracked(id, { asOf });
    }),
  ),
});
