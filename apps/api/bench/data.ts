import pg from "pg";
import {
  AIUsageService,
  createFirm,
  createMemoryUsageCache,
  Database,
  foldAll,
  migrate,
  saveUsers,
  type UsageCache,
} from "usage-db";
import type { TestPostgres } from "usage-db/testing";
import { count } from "./table.ts";

export const FIRM_ID = "bench-firm";
export const TIME_ZONE = "Europe/Bucharest";
/** The present of every question. Fixed, and in the middle of a month, so that no run has easier projections. */
export const NOW = new Date("2026-11-20T12:00:00Z");
const TODAY = "2026-11-20";
const DAYS = 400;
const FEATURES = 10;
const MODELS = 3;
/** Fewer than models, each of which has one. */
const PROVIDERS = 2;
const ROWS_PER_STATEMENT = 50_000;

export const SPANS = [31, 90, 400] as const;
export type Span = (typeof SPANS)[number];

/** The last so many days. */
export function lastDays(span: Span): { startDate: string; endDate: string } {
  const start = Date.parse(TODAY) - (span - 1) * 86_400_000;
  return { startDate: new Date(start).toISOString().slice(0, 10), endDate: TODAY };
}

export interface LedgerSize {
  /** Calls. */
  readonly rows: number;
  readonly users: number;
}

/** A firm with its ledger, and the service that answers about it as a process without Redis would. */
export interface Ledger {
  /** Calls. */
  readonly rows: number;
  readonly connectionString: string;
  readonly database: Database;
  readonly cache: UsageCache;
  readonly service: AIUsageService;
  /** What loading it gave the fold to do, and how long that took. */
  readonly folded: { readonly deltas: number; readonly ms: number };
}

/**
 * A ledger of so many calls, even over 400 days, the users, 10 features and 3 models; 1 in 20 is a batch job, 1 in 50
 * failed, 1 in 100 has no price, 1 in 200 came late. Folded and vacuumed, as a folder leaves it.
 */
export async function loadLedger(
  postgres: TestPostgres,
  { rows, users }: LedgerSize,
  update: (state: string) => void,
): Promise<Ledger> {
  const ledger = await createLedger(postgres, users);
  const client = new pg.Client({ connectionString: ledger.connectionString });
  await client.connect();
  const statement = insertCalls(
    `timestamptz '${NOW.toISOString()}' - interval '1 day' * (${DAYS - 1} * (1 - n::float8 / ${rows}))`,
  );
  let deltas = 0;
  let ms = 0;
  try {
    for (let first = 0; first < rows; first += ROWS_PER_STATEMENT) {
      update(`${count(first)} of ${count(rows)} calls`);
      await client.query(statement, [FIRM_ID, users, first, Math.min(rows, first + ROWS_PER_STATEMENT) - 1]);
      const start = performance.now();
      deltas += await foldAll(ledger.database, ledger.cache);
      ms += performance.now() - start;
    }
    update("vacuum");
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
  return { ...ledger, rows, folded: { deltas, ms } };
}

/** One firm with its users, and no calls yet. */
export async function createLedger(postgres: TestPostgres, users: number): Promise<Ledger> {
  const connectionString = await postgres.createDatabase();
  await migrate({ connectionString });
  // The plain SQL takes longer than a service would let it.
  const database = new Database({ connectionString, statementTimeoutMs: 600_000 });
  await createFirm(database, { id: FIRM_ID, name: "Bench", timeZone: TIME_ZONE });
  const people = Array.from({ length: users }, (_, index) => ({ id: `user-${index}`, name: `User ${index}` }));
  await saveUsers(database, FIRM_ID, people);
  const cache = createMemoryUsageCache();
  const service = new AIUsageService({ database, cache, clock: () => NOW });
  return { rows: 0, connectionString, database, cache, service, folded: { deltas: 0, ms: 0 } };
}

/**
 * Inserts the firm $1's calls number $3 to $4, by its users 0 to $2 - 1. `createdAt` is in SQL, over a call's number `n`.
 * Hashes of the numbers decide on the rest: every run has the same calls.
 */
export function insertCalls(createdAt: string): string {
  const drawn = (seed: number, bound: string | number) => `((hashint8extended(n, ${seed}) & 2147483647) % ${bound})`;
  return `
    INSERT INTO ai_usage_log
      (firm_id, id, user_id, feature, model, provider, input_tokens, output_tokens, cost_eur, success, created_at,
       recorded_at)
    SELECT $1, 'call-' || n,
           CASE WHEN ${drawn(1, 20)} > 0 THEN 'user-' || ${drawn(2, "$2::integer")} END,
           'feature-' || ${drawn(3, FEATURES)}, 'model-' || ${drawn(4, MODELS)},
           'provider-' || ${drawn(4, MODELS)} % ${PROVIDERS},
           500 + ${drawn(5, 4000)}, 50 + ${drawn(6, 1000)},
           CASE WHEN ${drawn(7, 100)} > 0 THEN (1 + ${drawn(8, 90_000)})::numeric / 1000000 END,
           ${drawn(9, 50)} > 0, ${createdAt},
           ${createdAt} + CASE WHEN ${drawn(10, 200)} > 0 THEN interval '2 seconds' ELSE interval '2 hours' END
      FROM generate_series($3::integer, $4::integer) n`;
}
