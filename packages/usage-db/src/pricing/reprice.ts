import { type DateRange, type Money, type UsageLog, ZERO } from "usage-core";
import { type CallCost, costOf, type PriceBook } from "usage-pricing";
import type { Database } from "../database.ts";
import { UsageError } from "../errors.ts";
import { type Firm, listFirms } from "../firms.ts";
import { Prisma, type PrismaClient } from "../generated/client.ts";
import { withinDays } from "../queries/within-days.ts";
import { keptVersion } from "../recording/kept-version.ts";
import { plainDecimal } from "../recording/plain-decimal.ts";
import { STORED_LOG } from "../recording/stored-log.ts";
import { BATCH_TIMEOUT_MS, holdRepricing } from "./hold-repricing.ts";
import { PriceBookshelf } from "./price-books.ts";

export interface RepriceOptions {
  /** The firms' local days of the calls. */
  readonly range: DateRange;
  /** `null`: all firms. */
  readonly firmId: string | null;
  /** `null`: all models. */
  readonly model: string | null;
  /** When aborted, it ends after the batch at work. */
  readonly signal?: AbortSignal;
  /** Told how many calls have been looked at. */
  readonly onProgress?: (calls: number) => void;
}

/** What today's prices change for the calls of one model in one month. */
export interface RepricedGroup {
  readonly firmId: string;
  /** The firm's local month, `YYYY-MM`. */
  readonly month: string;
  readonly model: string;
  /** Calls whose cost, or whose reason for having none, changes. */
  readonly changedCalls: number;
  readonly newlyPricedCalls: number;
  readonly newlyUnpricedCalls: number;
  /** Calls that have no cost, for another reason than before. */
  readonly stillUnpricedCalls: number;
  /** The exact sums of the changed calls, in EUR. A call without a cost adds nothing. */
  readonly before: Money;
  readonly after: Money;
}

export interface Repricing {
  /** Calls that were looked at: those whose cost we compute. Those with a reported cost are passed over. */
  readonly calls: number;
  readonly groups: readonly RepricedGroup[];
  /** Whether it came to the end. */
  readonly isComplete: boolean;
}

/** A run that changed calls. Its id serves to undo it. */
export interface RepriceRun extends Repricing {
  readonly runId: number;
}

const BATCH_SIZE = 1_000;

/** What repricing would change, without changing it. */
export async function previewReprice(database: Database, options: RepriceOptions): Promise<Repricing> {
  const books = await new PriceBookshelf(database).current();
  return overBatches(database, options, (firm, after) =>
    database.run(async (prisma) => {
      const positions = await findPositions(prisma, firm, after, options);
      const rows = await findRows(prisma, firm, positions, options, Prisma.empty);
      return { rows: repriceRows(rows, books.of(firm.id)), last: lastOf(positions) };
    }),
  );
}

/**
 * Gives calls whose cost we compute, or could not compute, the cost that today's prices and rates make; reported costs stay.
 * Each batch is a transaction that keeps the former version of what it changes. Figures follow at once.
 */
export async function reprice(
  database: Database,
  options: RepriceOptions & { readonly by: string },
): Promise<RepriceRun> {
  const { range, firmId, model, by } = options;
  const books = await new PriceBookshelf(database).current();
  const [run] = await database.run(
    (prisma) => prisma.$queryRaw<{ id: number }[]>`
      INSERT INTO ai_usage_reprice (start_date, end_date, firm_id, model, started_by)
      VALUES (${range.startDate}::date, ${range.endDate}::date, ${firmId}, ${model}, ${by}) RETURNING id::integer AS id`,
  );
  if (run === undefined) throw new Error("the run was not written down");
  const repricing = await overBatches(database, options, (firm, after) =>
    database.run((prisma) =>
      prisma.$transaction(
        async (transaction) => {
          await holdRepricing(transaction);
          await assertNotTakenBack(transaction, run.id);
          const positions = await findPositions(transaction, firm, after, options);
          const rows = repriceRows(
            await findRows(transaction, firm, positions, options, Prisma.sql`FOR UPDATE`),
            books.of(firm.id),
          );
          await saveCosts(transaction, { firmId: firm.id, runId: run.id, by }, rows.filter(isChanged));
          return { rows, last: lastOf(positions) };
        },
        { timeout: BATCH_TIMEOUT_MS },
      ),
    ),
  );
  if (repricing.isComplete) {
    await database.run(
      (prisma) => prisma.$executeRaw`UPDATE ai_usage_reprice SET finished_at = now() WHERE id = ${run.id}`,
    );
  }
  return { ...repricing, runId: run.id };
}

type Client = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

/** The last call of a firm that was looked at: calls are taken by time, then by id. */
interface Position {
  readonly createdAt: string;
  readonly id: string;
}

const COST_FIELDS = [
  "costEur",
  "costOriginal",
  "currency",
  "fxRate",
  "fxDate",
  "price",
  "unpricedReason",
  "computedCostEur",
] as const satisfies readonly (keyof CallCost)[];

interface Row {
  readonly id: string;
  /** As the ledger has it: plain SQL may have written what a sender may not send. */
  readonly log: UsageLog;
  readonly month: string;
  readonly cost: CallCost;
}

interface RepricedRow extends Row {
  readonly newCost: CallCost;
}

interface Batch {
  readonly rows: readonly RepricedRow[];
  /** Where to go on; `null` at the firm's end. */
  readonly last: Position | null;
}

async function overBatches(
  database: Database,
  { firmId, signal, onProgress }: RepriceOptions,
  next: (firm: Firm, after: Position | null) => Promise<Batch>,
): Promise<Repricing> {
  const firms = (await listFirms(database)).filter(({ id }) => firmId === null || id === firmId);
  const groups = new Map<string, RepricedGroup>();
  let calls = 0;
  for (const firm of firms) {
    let after: Position | null = null;
    do {
      if (signal?.aborted) return { calls, groups: sorted(groups), isComplete: false };
      const { rows, last }: Batch = await next(firm, after);
      for (const row of rows.filter(isChanged)) addTo(groups, firm.id, row);
      calls += rows.length;
      onProgress?.(calls);
      after = last;
    } while (after !== null);
  }
  return { calls, groups: sorted(groups), isComplete: true };
}

/** Once undone, a run must not go on: what it changed from then on would stay. */
async function assertNotTakenBack(client: Client, runId: number): Promise<void> {
  const [run] = await client.$queryRaw<{ isTakenBack: boolean }[]>`
    SELECT undone_by IS NOT NULL AS "isTakenBack" FROM ai_usage_reprice WHERE id = ${runId}`;
  if (run?.isTakenBack === false) return;
  throw new UsageError("invalid_input", `The repricing ${runId} was undone while it was at work, and so it stopped.`);
}

/**
 * The next calls whose cost is ours to compute, read before any of them is locked: the batch must not end elsewhere when
 * another writer moves a call to another time meanwhile.
 */
async function findPositions(
  client: Client,
  firm: Firm,
  after: Position | null,
  options: RepriceOptions,
): Promise<Position[]> {
  const isAfter =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (log.created_at, log.id) > (${after.createdAt}::timestamptz, ${after.id})`;
  return client.$queryRaw<Position[]>`
    SELECT log.id, log.created_at::text AS "createdAt" FROM ai_usage_log log
     WHERE ${isToReprice(firm, options)} ${isAfter}
     ORDER BY log.created_at, log.id
     LIMIT ${BATCH_SIZE}`;
}

function lastOf(positions: readonly Position[]): Position | null {
  return positions.length < BATCH_SIZE ? null : (positions.at(-1) ?? null);
}

/** SQL: whether the cost of a call is ours to compute. One whose counts contradict each other stays unpriced. */
function isToReprice({ id, timeZone }: Firm, { range, model }: RepriceOptions): Prisma.Sql {
  return Prisma.sql`
    log.firm_id = ${id} AND log.cost_source <> 'reported' AND log.voided_at IS NULL
    AND ${withinDays("log.created_at", range, timeZone)}
    AND NOT (log.cost_eur IS NULL AND log.unpriced_reason IS NOT DISTINCT FROM 'token_mismatch')
    ${model === null ? Prisma.empty : Prisma.sql`AND log.model = ${model}`}`;
}

/**
 * Those of the calls whose cost is still ours to compute. By id, the one order in which calls are locked.
 *
 * Each is looked up by its key: without statistics, as after a load, the planner would read the whole range for every
 * batch.
 */
async function findRows(
  client: Client,
  firm: Firm,
  positions: readonly Position[],
  options: RepriceOptions,
  lock: Prisma.Sql,
): Promise<Row[]> {
  return client.$queryRaw<Row[]>`
    SELECT log.id, ${STORED_LOG} AS log,
           to_char(log.created_at AT TIME ZONE ${firm.timeZone}, 'YYYY-MM') AS month,
           json_build_object(
             'costEur', trim_scale(log.cost_eur)::text, 'costOriginal', trim_scale(log.cost_original)::text,
             'currency', log.currency, 'fxRate', trim_scale(log.fx_rate)::text, 'fxDate', log.fx_date::text,
             'price', log.price, 'unpricedReason', CASE WHEN log.cost_eur IS NULL THEN log.unpriced_reason END,
             'computedCostEur', trim_scale(log.computed_cost_eur)::text) AS cost
      FROM (SELECT id FROM unnest(${positions.map(({ id }) => id)}::text[]) AS given (id) ORDER BY id) position
           CROSS JOIN LATERAL (SELECT * FROM ai_usage_log WHERE firm_id = ${firm.id} AND id = position.id OFFSET 0 ${lock}) log
     WHERE ${isToReprice(firm, options)}`;
}

function repriceRows(rows: readonly Row[], book: PriceBook): RepricedRow[] {
  return rows.map((row) => ({ ...row, newCost: inPlainDecimals(costOf(row.log, book)) }));
}

/** As the ledger writes them, so that equal ones are the same text. */
function inPlainDecimals(cost: CallCost): CallCost {
  return {
    ...cost,
    costEur: plainDecimal(cost.costEur),
    costOriginal: plainDecimal(cost.costOriginal),
    fxRate: plainDecimal(cost.fxRate),
    computedCostEur: plainDecimal(cost.computedCostEur),
  };
}

function isChanged({ cost, newCost }: RepricedRow): boolean {
  return COST_FIELDS.some((field) => cost[field] !== newCost[field]);
}

function addTo(groups: Map<string, RepricedGroup>, firmId: string, { month, log, cost, newCost }: RepricedRow): void {
  const { model } = log;
  const key = JSON.stringify([firmId, month, model]);
  const group = groups.get(key) ?? { firmId, month, model, ...NOTHING };
  groups.set(key, {
    ...group,
    changedCalls: group.changedCalls + 1,
    newlyPricedCalls: group.newlyPricedCalls + (cost.costEur === null && newCost.costEur !== null ? 1 : 0),
    newlyUnpricedCalls: group.newlyUnpricedCalls + (cost.costEur !== null && newCost.costEur === null ? 1 : 0),
    stillUnpricedCalls: group.stillUnpricedCalls + (cost.costEur === null && newCost.costEur === null ? 1 : 0),
    before: group.before.plus(cost.costEur ?? ZERO),
    after: group.after.plus(newCost.costEur ?? ZERO),
  });
}

const NOTHING = {
  changedCalls: 0,
  newlyPricedCalls: 0,
  newlyUnpricedCalls: 0,
  stillUnpricedCalls: 0,
  before: ZERO,
  after: ZERO,
};

/** By firm, month and model. */
function sorted(groups: ReadonlyMap<string, RepricedGroup>): RepricedGroup[] {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Writes the new costs, keeps the former versions, and counts both in the run. */
async function saveCosts(
  client: Client,
  { firmId, runId, by }: { firmId: string; runId: number; by: string },
  changed: readonly RepricedRow[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = JSON.stringify(changed.map(({ id, newCost }) => ({ id, ...newCost })));
  await client.$executeRaw`
    WITH new AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${rows}::json) AS new
        (id text, "costEur" numeric, "costOriginal" numeric, currency text, "fxRate" numeric, "fxDate" date, price text,
         "unpricedReason" text, "computedCostEur" numeric)
    ), kept AS (
      ${keptVersion("reprice", { by, reason: `repricing ${runId}` }, runId)} JOIN new ON log.id = new.id
       WHERE log.firm_id = ${firmId}
    ), counted AS (
      UPDATE ai_usage_reprice SET
        changed_calls = changed_calls + ${changed.length},
        cost_before = cost_before + (SELECT coalesce(sum(log.cost_eur), 0) FROM ai_usage_log log JOIN new ON log.id = new.id
                                      WHERE log.firm_id = ${firmId}),
        cost_after = cost_after + (SELECT coalesce(sum("costEur"), 0) FROM new)
       WHERE id = ${runId}
    )
    UPDATE ai_usage_log log SET
      cost_eur = new."costEur", cost_original = new."costOriginal", currency = new.currency, fx_rate = new."fxRate",
      fx_date = new."fxDate", price = new.price, unpriced_reason = new."unpricedReason",
      computed_cost_eur = new."computedCostEur"
      FROM new WHERE log.firm_id = ${firmId} AND log.id = new.id`;
}
