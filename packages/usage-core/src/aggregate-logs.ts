import { localDateAt, startOfLocalHour } from "./calendar.ts";
import type { DateRange } from "./date-range.ts";
import { epochMillisecondsOf, instantText } from "./instant.ts";
import { money, ZERO } from "./money.ts";
import { isWithin } from "./range-days.ts";
import type { UsageLog } from "./usage-log.ts";
import {
  addUsage,
  type DayRow,
  type FeatureRow,
  type HourRow,
  type ModelRow,
  type UsageSums,
  type UserRow,
} from "./usage-rows.ts";

export interface AggregatedLogs {
  readonly days: DayRow[];
  readonly hours: HourRow[];
  readonly features: FeatureRow[];
  readonly users: UserRow[];
  readonly models: ModelRow[];
}

/** What aggregation reads of a log. */
export type AggregatedFields = Pick<
  UsageLog,
  "userId" | "feature" | "model" | "inputTokens" | "outputTokens" | "costEur" | "success" | "createdAt"
>;

/**
 * Sums raw logs into the exact rows that the functions of this package turn into answers, without a database. Logs are
 * counted on their local day in `timeZone`; those outside of `range` are ignored, and voided ones are the caller's to
 * leave out. Only keys with calls have a row, in the order in which they first appear.
 */
export function aggregateLogs(logs: Iterable<AggregatedFields>, timeZone: string, range: DateRange): AggregatedLogs {
  const buckets = localBuckets(timeZone);
  const days = new Map<string, UsageSums>();
  const hours = new Map<string, UsageSums>();
  const features = new Map<string, UsageSums>();
  const users = new Map<string | null, UsageSums>();
  const models = new Map<string, UsageSums>();
  for (const log of logs) {
    const { day, hour } = buckets(log.createdAt);
    if (!isWithin(day, range)) continue;
    const usage = usageOf(log);
    add(days, day, usage);
    add(hours, hour, usage);
    add(features, log.feature, usage);
    add(users, log.userId, usage);
    add(models, log.model, usage);
  }
  return {
    days: rowsOf(days, (day) => ({ day })),
    hours: rowsOf(hours, (hour) => ({ hour })),
    features: rowsOf(features, (feature) => ({ feature })),
    users: rowsOf(users, (userId) => ({ userId })),
    models: rowsOf(models, (model) => ({ model })),
  };
}

function usageOf(log: AggregatedFields): UsageSums {
  return {
    calls: 1n,
    failedCalls: log.success ? 0n : 1n,
    unpricedCalls: log.costEur === null ? 1n : 0n,
    inputTokens: BigInt(log.inputTokens),
    outputTokens: BigInt(log.outputTokens),
    cost: log.costEur === null ? ZERO : money(log.costEur),
  };
}

function add<Key>(sums: Map<Key, UsageSums>, key: Key, usage: UsageSums): void {
  const before = sums.get(key);
  sums.set(key, before === undefined ? usage : addUsage(before, usage));
}

function rowsOf<Key, Named>(sums: ReadonlyMap<Key, UsageSums>, name: (key: Key) => Named): (UsageSums & Named)[] {
  return [...sums].map(([key, usage]) => ({ ...usage, ...name(key) }));
}

/**
 * Finds an instant's local day and hour. Zone arithmetic is slow, and clocks change on full minutes only: each minute is
 * looked up once.
 */
function localBuckets(timeZone: string): (instant: string) => { readonly day: string; readonly hour: string } {
  const known = new Map<number, { readonly day: string; readonly hour: string }>();
  return (instant) => {
    const minute = Math.floor(epochMillisecondsOf(instant) / 60_000) * 60_000;
    let bucket = known.get(minute);
    if (bucket === undefined) {
      bucket = { day: localDateAt(minute, timeZone), hour: instantText(startOfLocalHour(minute, timeZone)) };
      known.set(minute, bucket);
    }
    return bucket;
  };
}
