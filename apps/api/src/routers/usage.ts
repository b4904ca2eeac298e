import { tracked } from "@trpc/server";
import { firmProcedure, liveProcedure, operatorProcedure, router } from "../trpc.ts";
import {
  firmCall,
  firmCalls,
  firmChanges,
  firmDate,
  firmExplore,
  firmOnly,
  firmOptionalRange,
  firmRange,
  optionalFirm,
} from "./inputs.ts";

/** A comparison reads a firm's whole log, in milliseconds. */
const RECONCILE_DEADLINE_MS = 120_000;

export const usageRouter = router({
  /** The figures of the range (the current month to date when absent) and where the current month will end. */
  overview: firmProcedure.input(firmOptionalRange).query(({ ctx, input }) => ctx.usage.overview(input.range)),

  /** One entry per day of the range, zeros included, oldest first. */
  dailyCosts: firmProcedure.input(firmRange).query(({ ctx, input }) => ctx.usage.dailyCosts(input.range)),

  /** One entry per local hour of the day, zeros included: 23, 24 or 25 of them. */
  hourlyCosts: firmProcedure.input(firmDate).query(({ ctx, input }) => ctx.usage.hourlyCosts(input.date)),

  /** One entry per hour of the week by the firm's clock, zeros included: 168 of them, Monday's first. */
  costsByWeekHour: firmProcedure.input(firmRange).query(({ ctx, input }) => ctx.usage.costsByWeekHour(input.range)),

  /** What each feature cost the firm, dearest first. */
  costsByFeature: firmProcedure.input(firmRange).query(({ ctx, input }) => ctx.usage.costsByFeature(input.range)),

  /** What each user caused, dearest first; calls without a user are batch jobs. */
  costsByUser: firmProcedure.input(firmRange).query(({ ctx, input }) => ctx.usage.costsByUser(input.range)),

  /** What each model cost the firm, dearest first. */
  costsByModel: firmProcedure.input(firmRange).query(({ ctx, input }) => ctx.usage.costsByModel(input.range)),

  /** Usage of any range, grouped by any dimensions and by buckets of time, and compared with an earlier range. */
  explore: firmProcedure
    .input(firmExplore)
    .query(({ ctx, input: { firmId: _, ...query } }) => ctx.usage.explore(query)),

  /**
   * What one must know about the range's data before trusting its figures: unpriced calls and why, conflicts, late calls.
   */
  dataQuality: firmProcedure.input(firmRange).query(({ ctx, input }) => ctx.usage.dataQuality(input.range)),

  /** The single calls behind a number, newest first, page by page: `nextCursor` of a page asks for the next. */
  calls: firmProcedure
    .input(firmCalls)
    .query(({ ctx, input: { firmId: _firmId, direction: _direction, ...query } }) => ctx.usage.calls(query)),

  /** One call: all that the ledger has of it, what was changed since and by whom, and the conflicts noted for it. */
  callStory: firmProcedure.input(firmCall).query(({ ctx, input }) => ctx.usage.callStory(input.id)),

  /** The date of the firm's last call, whatever the period: `null` of a firm that has none yet. */
  lastCallDate: firmProcedure.input(firmOnly).query(({ ctx }) => ctx.usage.lastCallDate()),

  /** EUR spent in the firm's current month so far. */
  currentMonthSpend: firmProcedure.input(firmOnly).query(({ ctx }) => ctx.usage.currentMonthSpend()),

  /** EUR that the firm's current month will have cost at its end, at the pace seen so far. */
  projectedMonthEnd: firmProcedure.input(firmOnly).query(({ ctx }) => ctx.usage.projectedMonthEnd()),

  /**
   * An event as soon as the firm's answers have changed, over server-sent events; the first one at once, unless
   * `lastEventId` shows that nothing was missed. An answer whose `asOf` is later than the event's holds the change,
   * whichever server gives it.
   */
  changes: liveProcedure.input(firmChanges).subscription(async ({ ctx, input }) => {
    await ctx.usage.assertFirm();
    return ctx.live.answer(async function* (signal) {
      for await (const { id, asOf } of ctx.usage.changes(input.lastEventId, signal)) yield tracked(id, { asOf });
    });
  }),

  /** Drops the firm's cached answers. */
  invalidateCache: operatorProcedure
    .input(firmOnly)
    .mutation(({ ctx, input }) => ctx.operations.invalidateCache(input.firmId)),

  /** Compares the rollup with the log, of one firm or of all; it must find nothing. */
  reconcile: operatorProcedure
    .meta({ deadlineMs: RECONCILE_DEADLINE_MS })
    .input(optionalFirm)
    .query(({ ctx, input }) => ctx.operations.reconcile(input?.firmId)),
});
