import { addDays, type DateRange, daysOf, localDayAt, MAX_RANGE_DAYS, type UsageLogInput } from "usage-core";
import {
  createFirm,
  createMemoryUsageCache,
  type Database,
  foldAll,
  insertUsageLogs,
  saveUsers,
  type UsageCache,
  UsageReader,
  vacuumDeltas,
} from "usage-db";
import { DEMO_FIRMS, type DemoFirm } from "./demo-firms.ts";
import { generateDay } from "./generate-day.ts";
import { storyStart } from "./story.ts";

export interface LoadDemoOptions {
  /** The present: no call is later. */
  readonly asOf: Date;
  /** The cache in which the firms' answers are renewed. Not needed before anybody has asked. */
  readonly cache?: Pick<UsageCache, "renew">;
  /** When aborted, it ends early; loaded again, it goes on. */
  readonly signal?: AbortSignal;
  /** Called about ten times with how far it has come: in words, and as a fraction of 1. */
  readonly onProgress?: (message: string, fraction: number) => void;
}

export interface LoadedDemo {
  readonly firmIds: readonly string[];
  /** Calls that were not there yet. */
  readonly added: number;
}

const BATCH_SIZE = 2_500;
/** The share of the time that loading takes. The rest is folding. */
const LOADING_SHARE = 0.85;
const NO_CACHE = { renew: async () => {} };

/**
 * Loads three invented law firms whose story ends at the present. Where it was loaded before, only the days since then are
 * added, and the story goes on. The same `asOf` gives the same calls on any machine.
 */
export async function loadDemo(database: Database, options: LoadDemoOptions): Promise<LoadedDemo> {
  const { asOf, cache = NO_CACHE, signal, onProgress = () => {} } = options;
  const reader = new UsageReader({ database, cache: createMemoryUsageCache(), clock: () => asOf });
  const spans = await Promise.all(DEMO_FIRMS.map((firm) => prepareFirm(database, reader, firm, asOf)));

  const steps = progressSteps(onProgress);
  const days = spans.reduce((sum, { dates }) => sum + dates.length, 0);
  let daysDone = 0;
  const onDay = () => steps((LOADING_SHARE * ++daysDone) / days);
  // The firms are loaded side by side: one is generated while another is written. Each goes day by day, so that an
  // interruption leaves the story so far, without a gap.
  const added = await Promise.all(spans.map((span) => loadFirm(database, span, { asOf, signal, onDay })));

  await foldAll(database, cache, signal);
  await vacuumDeltas(database);
  steps(1);
  return { firmIds: DEMO_FIRMS.map(({ id }) => id), added: added.reduce((sum, count) => sum + count, 0) };
}

/** The days of a firm that are to be loaded. */
interface Span {
  readonly firm: DemoFirm;
  /** The first day of its story. */
  readonly start: string;
  /** The days that are missing or may not be whole. */
  readonly dates: readonly string[];
}

async function prepareFirm(database: Database, reader: UsageReader, firm: DemoFirm, asOf: Date): Promise<Span> {
  const { id, name, timeZone, people } = firm;
  await createFirm(database, { id, name, timeZone });
  await saveUsers(database, id, people);
  const today = localDayAt(asOf.getTime(), timeZone).date;
  const loaded = await loadedDays(reader, id, today);
  const start = loaded?.startDate ?? storyStart(today);
  // The last day that is there may not be whole.
  const dates = daysOf({ startDate: loaded?.endDate ?? start, endDate: today });
  return { firm, start, dates };
}

/** The first and the last day of which the firm has calls; `null` when it has none in the time of a story. */
async function loadedDays(reader: UsageReader, firmId: string, today: string): Promise<DateRange | null> {
  let first: string | undefined;
  let last: string | undefined;
  for (let endDate = today; ; ) {
    const startDate = addDays(endDate, 1 - MAX_RANGE_DAYS);
    const { data } = await reader.dailyCosts(firmId, { startDate, endDate });
    const used = data.filter(({ calls }) => calls > 0);
    if (used.length === 0) break;
    first = used[0]?.date;
    last ??= used.at(-1)?.date;
    endDate = addDays(startDate, -1);
  }
  return first === undefined || last === undefined ? null : { startDate: first, endDate: last };
}

interface LoadFirmOptions {
  readonly asOf: Date;
  readonly signal: AbortSignal | undefined;
  readonly onDay: () => void;
}

async function loadFirm(database: Database, { firm, start, dates }: Span, options: LoadFirmOptions): Promise<number> {
  const { asOf, signal, onDay } = options;
  const now = asOf.toISOString();
  let added = 0;
  let batch: UsageLogInput[] = [];
  const write = async () => {
    if (batch.length > 0) added += (await insertUsageLogs(database, firm.id, batch)).inserted;
    batch = [];
  };
  for (const date of dates) {
    if (signal?.aborted) break;
    batch.push(...generateDay(firm, date, start).filter(({ createdAt }) => createdAt <= now));
    if (batch.length >= BATCH_SIZE) await write();
    onDay();
  }
  await write();
  return added;
}

/** Passes on each tenth of the way once. */
function progressSteps(onProgress: NonNullable<LoadDemoOptions["onProgress"]>): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    const tenths = Math.floor(fraction * 10);
    if (tenths <= told) return;
    told = tenths;
    onProgress(`Loading demonstration data: ${tenths * 10} %`, tenths / 10);
  };
}
