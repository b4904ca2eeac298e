import { operatorProcedure, router } from "../trpc.ts";
import { optionalRange } from "./inputs.ts";

/** What operators look at across all firms. */
export const opsRouter = router({
  /** Every firm's usage in the range (each one's current month to date when absent), dearest first, and all of it together. */
  firms: operatorProcedure.input(optionalRange).query(({ ctx, input }) => ctx.operations.firms(input?.range)),
});
