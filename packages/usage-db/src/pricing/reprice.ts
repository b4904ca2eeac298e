import { type DateRange, type Money, usageLogSchema, ZERO } from "usage-core";
import { type CallCost, costOf, type PriceBook } from "usage-pricing";
import type { Database } from "../database.ts";
import { type Firm, listFirms } from "../firms.ts";
import { Prisma, type PrismaClient } from "../generated/client.ts";
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

/** What prices of today make of the calls of one model in one month. */
export interface RepricedGroup {
  readonly firmId: string;
  /** The firm's local month, `YYYY-MM`. */
  readonly month: string;
  readonly model: string;
  /** Calls whose cost, or whose reason for having none, is another. */
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
  /** Calls whose cost we find: those with a reported one are passed over. */
  readonly calls: number;
  readonly groups: readonly RepricedGroup[];
  /** Whether it came to the end. */
  readonly isComplete: boolean;
}

/** A run that changed calls, by whose id it can be undone. */
export interface RepriceRun extends Repricing {
  readonly runId: number;
}

const BATCH_SIZE = 1_000;

/** What repricing would change, without changing it. */
export async function previewReprice(database: Database, options: RepriceOptions): Promise<Repricing> {
  const books = await new PriceBookshelf(database).current();
  return overBatches(database, options, (firm, after) =>
    database.run(async (prisma) =>
      repriceRows(await findRows(prisma, firm, after, options, Prisma.empty), books.of(firm.id)),
    ),
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
          const rows = await findRows(transaction, firm, after, options, Prisma.sql`FOR UPDATE OF log`);
          const repriced = repriceRows(rows, books.of(firm.id));
          await saveCosts(transaction, { firmId: firm.id, runId: run.id, by }, repriced.filter(isChanged));
          return repriced;
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

/** Where a firm's calls were left: by time, then by id. */
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

interface Row extends Position {
  readonly log: Record<string, unknown>;
  readonly month: string;
  readonly cost: CallCost;
}

interface RepricedRow extends Row {
  readonly newCost: CallCost;
}

async function overBatches(
  database: Database,
  { firmId, signal, onProgress }: RepriceOptions,
  next: (firm: Firm, after: Position | null) => Promise<RepricedRow[]>,
): Promise<Repricing> {
  const firms = (await listFirms(database)).filter(({ id }) => firmId === null || id === firmId);
  const groups = new Map<string, RepricedGroup>();
  let calls = 0;
  for (const firm of firms) {
    let after: Position | null = null;
    for (;;) {
      if (signal?.aborted) return { calls, groups: sorted(groups), isComplete: false };
      const rows: RepricedRow[] = await next(firm, after);
      for (const row of rows.filter(isChanged)) addTo(groups, firm.id, row);
      calls += rows.length;
      onProgress?.(calls);
      after = rows.at(-1) ?? null;
      if (rows.length < BATCH_SIZE) break;
    }
  }
  return { calls, groups: sorted(groups), isComplete: true };
}

/** The next calls whose cost is ours to find. One whose counts contradict each other has none to find. */
async function findRows(
  client: Client,
  firm: Firm,
  after: Position | null,
  { range, model }: RepriceOptions,
  lock: Prisma.Sql,
): Promise<Row[]> {
  const isAfter =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (log.created_at, log.id) > (${after.createdAt}::timestamptz, ${after.id})`;
  const isOfModel = model === null ? Prisma.empty : Prisma.sql`AND log.model = ${model}`;
  return client.$queryRaw<Row[]>`
    SELECT log.id, log.created_at::text AS "createdAt", ${STORED_LOG} AS log,
           to_char(log.created_at AT TIME ZONE ${firm.timeZone}, 'YYYY-MM') AS month,
           json_build_object(
             'costEur', trim_scale(log.cost_eur)::text, 'costOriginal', trim_scale(log.cost_original)::text,
             'currency', log.currency, 'fxRate', trim_scale(log.fx_rate)::text, 'fxDate', log.fx_date::text,
             'price', log.price, 'unpricedReason', CASE WHEN log.cost_eur IS NULL THEN log.unpriced_reason END,
             'computedCostEur', trim_scale(log.computed_cost_eur)::text) AS cost
      FROM ai_usage_log log
     WHERE log.firm_id = ${firm.id} AND log.cost_source <> 'reported' AND log.voided_at IS NULL
       AND log.created_at >= (${range.startDate}::date)::timestamp AT TIME ZONE ${firm.timeZone}
       AND log.created_at < (${range.endDate}::date + 1)::timestamp AT TIME ZONE ${firm.timeZone}
       AND NOT (log.cost_eur IS NULL AND log.unpriced_reason IS NOT DISTINCT FROM 'token_mismatch')
       ${isOfModel} ${isAfter}
     ORDER BY log.created_at, log.id
     LIMIT ${BATCH_SIZE} ${lock}`;
}

function repriceRows(rows: readonly Row[], book: PriceBook): RepricedRow[] {
  return rows.map((row) => ({ ...row, newCost: inPlainDecimals(costOf(usageLogSchema.parse(row.log), book)) }));
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
  const model = String(log["model"]);
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
