import { initTRPC, type TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Context } from "./context.ts";
import { DEADLINE_MS, withinDeadline } from "./deadline.ts";
import { ApiError, firmNotFound, isKnownError } from "./errors/api-error.ts";
import { formatError, toTrpcError } from "./errors/format-error.ts";
import { firmIdSchema } from "./firm-id.ts";
import { liveAnswers } from "./live-answer.ts";

export interface ProcedureMeta {
  /** How long this procedure may take, in milliseconds; {@link DEADLINE_MS} when absent. */
  readonly deadlineMs?: number;
}

/**
 * The interval of pings on streams of events, in milliseconds, for proxies that close idle connections and for browsers,
 * which connect again after three missed ones.
 */
const PING_MS = 5_000;
const SILENCE_MS = 3 * PING_MS;

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter: formatError,
    sse: { ping: { enabled: true, intervalMs: PING_MS }, client: { reconnectAfterInactivityMs: SILENCE_MS } },
  });

export const router = t.router;

// Not exported: every procedure begins with one of those below, and so with a check.
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

const namedFirm = z.object({ firmId: firmIdSchema });

/**
 * For whoever may see the firm that the input names: `ctx.usage` answers for that firm and for no other.
 *
 * The scope is checked before the rest of the input, so a question about a foreign firm learns nothing from its faults.
 * Unknown keys are left to the procedure's own strict schema.
 */
export const firmProcedure = signedInProcedure.input(namedFirm).use(async ({ ctx, input, next }) => {
  const result = await next({ ctx: { usage: ctx.access.usageOf(input.firmId) } });
  if (isFirmNotFound(result)) throw firmNotFound(input.firmId);
  return result;
});

/** The same for streams of events: `ctx.live` makes them. `withinDeadline` bounds how long they take to begin. */
export const liveProcedure = firmProcedure.use(({ ctx, next, signal = new AbortController().signal }) =>
  next({ ctx: { live: liveAnswers(ctx.live, signal) } }),
);

/** {@link operatorProcedure} for streams of events. */
export const liveOperatorProcedure = operatorProcedure.use(({ ctx, next, signal = new AbortController().signal }) =>
  next({ ctx: { live: liveAnswers(ctx.live, signal) } }),
);

/**
 * For whoever may record calls of the firm that the input names: `ctx.ingest` does it. The scope is checked before the
 * rest of the input here too.
 */
export const ingestProcedure = signedInProcedure.input(namedFirm).use(async ({ ctx, input: { firmId }, next }) => {
  const result = await next({ ctx: { ingest: ctx.access.ingestInto(firmId) } });
  if (isFirmNotFound(result)) throw firmNotFound(firmId);
  return result;
});

/** That a firm does not exist may be found out anywhere below; the answer is the same as for a foreign firm. */
function isFirmNotFound(result: { readonly ok: true } | { readonly ok: false; readonly error: TRPCError }): boolean {
  return !result.ok && isKnownError(result.error.cause) && result.error.cause.code === "firm_not_found";
}
