import { router, signedInProcedure } from "../trpc.ts";
import { nothing } from "./inputs.ts";

export const firmsRouter = router({
  /** The firms that the caller may see. */
  list: signedInProcedure.input(nothing).query(({ ctx }) => ctx.access.visibleFirms()),
});
