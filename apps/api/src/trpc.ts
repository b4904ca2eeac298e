import { initTRPC } from "@trpc/server";
import { z } from "zod";
import type { Context } from "./context.ts";
import { withinDeadline } from "./deadline.ts";
import { ApiError, firmNotFound, isKnownError } from "./errors/api-error.ts";
import { formatError, toTrpcError } from "./errors/format-error.ts";
import { firmIdSchema } from "./firm-id.ts";

/** How long a procedure may take when it does not say otherwise, in milliseconds. */
const DEADLINE_MS = 10_000;

export interface ProcedureMeta {
  /** How long this procedure may take, in milliseconds; {@link DEADLINE_MS} when absent. */
  readonly deadlineMs?: number;
}

const t = initTRPC.context<Context>().meta<ProcedureMeta>().create({ isDev: false, errorFormatter: formatError });

export const router = t.router;

// Not exported: every procedure begins with one of the three below, and so with a check.
const procedure = t.procedure
  .use(async ({ next }) => {
    const result = await next();
    if (!result.ok && isKnownError(result.error.cause)) throw toTrpcError(result.error.cause);
    return result;
  })
  .use(({ next, meta, path }) => withinDeadline(meta?.deadlineMs ?? DEADLINE_MS, path, () => next()));

/** For anyone who is signed in: `ctx.access` reaches what the caller may see, and nothing else. */
export const signedInProcedure = procedure.use(({ ctx, next }) => {
  if (!ctx.signIn.signedIn) throw new ApiError("not_signed_in", ctx.signIn.problem);
  return next({ ctx: { access: ctx.signIn.access } });
});

/** For operators: `ctx.operations`. */
export const operatorProcedure = signedInProcedure.use(({ ctx, next }) =>
  next({ ctx: { operations: ctx.access.operations() } }),
);

/**
 * For whoever may see the firm that the input names: `ctx.usage` answers for that firm and for no other.
 *
 * The scope is checked before the rest of the input, so a question about a foreign firm learns nothing from its faults.
 * Unknown keys are left to the procedure's own strict schema.
 */
export const firmProcedure = signedInProcedure
  .input(z.object({ firmId: firmIdSchema }))
  .use(async ({ ctx, input, next }) => {
    const result = await next({ ctx: { usage: ctx.access.usageOf(input.firmId) } });
    const cause = result.ok ? undefined : result.error.cause;
    if (isKnownError(cause) && cause.code === "firm_not_found") throw firmNotFound(input.firmId);
    return result;
  });
