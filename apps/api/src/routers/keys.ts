import { operatorProcedure, router } from "../trpc.ts";
import { keyOnly, newKey, optionalFirm } from "./inputs.ts";

/** API keys, by which programs record calls and ask about them. */
export const keysRouter = router({
  /** Makes a key. `key` is in this answer only: nothing but its hash is kept. */
  create: operatorProcedure.input(newKey).mutation(({ ctx, input }) => ctx.operations.createKey(input)),

  /** The keys of one firm or all, revoked ones included, without anything of their secrets. */
  list: operatorProcedure.input(optionalFirm).query(({ ctx, input }) => ctx.operations.listKeys(input?.firmId)),

  /** Ends a key for good, everywhere within seconds. One that was revoked before stays as it was. */
  revoke: operatorProcedure.input(keyOnly).mutation(({ ctx, input }) => ctx.operations.revokeKey(input.id)),
});
