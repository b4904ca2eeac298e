import type { Database } from "../database.ts";
import { UsageError } from "../errors.ts";
import { Prisma } from "../generated/client.ts";
import { keptVersion } from "../recording/kept-version.ts";
import { BATCH_TIMEOUT_MS, holdRepricing } from "./hold-repricing.ts";

export interface UndoneReprice {
  readonly restoredCalls: number;
  /** Calls that were changed again since, which keep what they were changed to. */
  readonly leftCalls: number;
  /** Whether it came to the end. */
  readonly isComplete: boolean;
}

const BATCH_SIZE = 1_000;

/** SQL: whether the run that made the revision `later` of a call was undone for that call. */
const LATER_WAS_UNDONE = Prisma.sql`
  EXISTS (SELECT 1 FROM ai_usage_revision undone
           WHERE undone.firm_id = later.firm_id AND undone.call_id = later.call_id
             AND undone.reprice_id = later.reprice_id AND undone.kind = 'undo')`;

/**
 * Gives every call that the run repriced its former cost back, in batches, each a transaction. An undoing that was cut
 * off goes on when it is asked for again. Throws `invalid_input` for a run that does not exist, was undone already, or
 * whose calls a later run priced anew: that one has to be undone first.
 */
export async function undoReprice(
  database: Database,
  runId: number,
  { by, signal }: { readonly by: string; readonly signal?: AbortSignal },
): Promise<UndoneReprice> {
  await assertIsLatest(database, runId);
  await beginUndoing(database, runId, by);
  let restoredCalls = 0;
  for (let after: Key | null = null; ; ) {
    if (signal?.aborted) return { restoredCalls, leftCalls: 0, isComplete: false };
    const batch: RestoredBatch = await restoreBatch(database, runId, by, after);
    restoredCalls += batch.restored;
    after = batch.last;
    if (after === null) break;
  }
  const [left] = await database.run(
    (prisma) => prisma.$queryRaw<{ calls: number }[]>`
      WITH undone AS (
        UPDATE ai_usage_reprice SET undone_at = now() WHERE id = ${runId} RETURNING changed_calls
      )
      SELECT (changed_calls - (SELECT count(*) FROM ai_usage_revision WHERE reprice_id = ${runId} AND kind = 'undo'))::integer
               AS calls
        FROM undone`,
  );
  return { restoredCalls, leftCalls: left?.calls ?? 0, isComplete: true };
}

/** Runs are undone from the last one back: undoing the later one afterwards would restore this run's costs for good. */
async function assertIsLatest(database: Database, runId: number): Promise<void> {
  const [later] = await database.run(
    (prisma) => prisma.$queryRaw<{ runId: number | null }[]>`
      SELECT max(later.reprice_id)::integer AS "runId"
        FROM ai_usage_revision revision
        JOIN ai_usage_revision later ON later.firm_id = revision.firm_id AND later.call_id = revision.call_id
         AND later.version > revision.version AND later.kind = 'reprice'
       WHERE revision.reprice_id = ${runId} AND revision.kind = 'reprice'
         AND NOT ${LATER_WAS_UNDONE}`,
  );
  if (later === undefined || later.runId === null) return;
  throw new UsageError(
    "invalid_input",
    `The repricing ${later.runId} priced calls of ${runId} anew; undo ${later.runId} first.`,
  );
}

/** Notes who undoes the run. A run that is still at work sees it and stops. */
async function beginUndoing(database: Database, runId: number, by: string): Promise<void> {
  const begun = await database.run(
    (prisma) => prisma.$executeRaw`
      UPDATE ai_usage_reprice SET undone_by = ${by} WHERE id = ${runId} AND undone_at IS NULL`,
  );
  if (begun === 0) await refuseToUndo(database, runId);
}

async function refuseToUndo(database: Database, runId: number): Promise<void> {
  const [run] = await database.run(
    (prisma) => prisma.$queryRaw<{ undoneAt: Date | null }[]>`
      SELECT undone_at AS "undoneAt" FROM ai_usage_reprice WHERE id = ${runId}`,
  );
  if (run === undefined)
    throw new UsageError("invalid_input", `There is no repricing ${runId}; list them to see which there are.`);
  if (run.undoneAt !== null) {
    throw new UsageError(
      "invalid_input",
      `The repricing ${runId} was undone already, at ${run.undoneAt.toISOString()}.`,
    );
  }
}

interface Key {
  readonly firmId: string;
  readonly id: string;
}

interface RestoredBatch {
  readonly restored: number;
  /** The last call that was looked at; `null` when there was none. */
  readonly last: Key | null;
}

/**
 * Restores the next calls whose last change is the run's. Later runs that were undone themselves do not count as changes.
 */
async function restoreBatch(database: Database, runId: number, by: string, after: Key | null): Promise<RestoredBatch> {
  const isAfter =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (revision.firm_id, revision.call_id) > (${after.firmId}, ${after.id})`;
  return database.run((prisma) =>
    prisma.$transaction(
      async (transaction) => {
        await holdRepricing(transaction);
        // Locked first, by a statement of its own: then nobody else can change them, or add a version.
        const locked = await transaction.$queryRaw<Key[]>`
          SELECT log.firm_id AS "firmId", log.id
            FROM ai_usage_revision revision
            JOIN ai_usage_log log ON log.firm_id = revision.firm_id AND log.id = revision.call_id
           WHERE revision.reprice_id = ${runId} AND revision.kind = 'reprice' ${isAfter}
           ORDER BY revision.firm_id, revision.call_id
           LIMIT ${BATCH_SIZE} FOR UPDATE OF log`;
        const last = locked.at(-1) ?? null;
        if (last === null) return { restored: 0, last };
        const restored = await transaction.$executeRaw`
          WITH former AS MATERIALIZED (
            SELECT revision.firm_id, revision.call_id, revision.version, stored.cost_eur, stored.cost_original,
                   stored.currency, stored.fx_rate, stored.fx_date, stored.price, stored.unpriced_reason,
                   stored.computed_cost_eur
              FROM json_to_recordset(${JSON.stringify(locked)}::json) AS locked ("firmId" text, id text)
              JOIN ai_usage_revision revision ON revision.firm_id = locked."firmId" AND revision.call_id = locked.id
              CROSS JOIN LATERAL jsonb_populate_record(NULL::ai_usage_log, revision.before) stored
             WHERE revision.reprice_id = ${runId} AND revision.kind = 'reprice'
               -- One that was changed again keeps what it was changed to. A later run that was undone, and its undoing,
               -- changed nothing in the end.
               AND NOT EXISTS (SELECT 1 FROM ai_usage_revision later
                                WHERE later.firm_id = revision.firm_id AND later.call_id = revision.call_id
                                  AND later.version > revision.version
                                  AND (later.reprice_id IS NULL OR later.reprice_id = ${runId}
                                       OR NOT ${LATER_WAS_UNDONE}))
          ), kept AS (
            ${keptVersion("undo", { by, reason: `undoing repricing ${runId}` }, runId)} JOIN former ON former.firm_id = log.firm_id AND former.call_id = log.id
          )
          UPDATE ai_usage_log log SET
            cost_eur = former.cost_eur, cost_original = former.cost_original, currency = former.currency,
            fx_rate = former.fx_rate, fx_date = former.fx_date, price = former.price,
            unpriced_reason = former.unpriced_reason, computed_cost_eur = former.computed_cost_eur
            FROM former WHERE log.firm_id = former.firm_id AND log.id = former.call_id`;
        return { restored, last };
      },
      { timeout: BATCH_TIMEOUT_MS },
    ),
  );
}

/** A run that priced history anew. */
export interface RepriceRecord {
  readonly id: number;
  readonly startDate: string;
  readonly endDate: string;
  /** `null`: all firms. */
  readonly firmId: string | null;
  /** `null`: all models. */
  readonly model: string | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  /** `null`: it is at work, or was cut off. */
  readonly finishedAt: Date | null;
  readonly changedCalls: number;
  /** EUR, exact decimals. */
  readonly costBefore: string;
  readonly costAfter: string;
  /** Who undoes it or has undone it; `null`: nobody. */
  readonly undoneBy: string | null;
  /** `null`: it stands, or its undoing is at work or was cut off. */
  readonly undoneAt: Date | null;
}

/** The runs so far, the latest first. */
export async function listReprices(database: Database): Promise<RepriceRecord[]> {
  return database.run(
    (prisma) => prisma.$queryRaw<RepriceRecord[]>`
      SELECT id::integer AS id, start_date::text AS "startDate", end_date::text AS "endDate", firm_id AS "firmId", model,
             started_by AS "startedBy", started_at AS "startedAt", finished_at AS "finishedAt",
             changed_calls::integer AS "changedCalls", trim_scale(cost_before)::text AS "costBefore",
             trim_scale(cost_after)::text AS "costAfter", undone_by AS "undoneBy", undone_at AS "undoneAt"
        FROM ai_usage_reprice ORDER BY id DESC LIMIT 100`,
  );
}
