import {
  describeIssues,
  type ExactFirm,
  exactFirms,
  type FirmDays,
  type FirmsQuery,
  type FirmsUsage,
  firmPeriods,
  firmsQuerySchema,
  firmsUsage,
  monthToDateRange,
  projectionRange,
} from "usage-core";
import type { Database } from "./database.ts";
import { UsageError } from "./errors.ts";
import { listFirms } from "./firms.ts";
import { findUsageOfFirms } from "./queries/usage-of-firms.ts";

/**
 * Every firm's usage in the range or period that is asked for, by default in its own current month to date. Throws
 * `invalid_input` for an invalid range or one over 400 days, `database_unavailable` and `timeout`.
 *
 * Not cached: an answer about all firms is out of date as soon as any of them makes a call, so it would mostly be a miss.
 */
export async function readFirmsUsage(database: Database, asOf: Date, asked?: FirmsQuery): Promise<FirmsUsage> {
  return firmsUsage(await readFirmDays(database, asOf, asked), asOf.getTime());
}

/** The same, exactly, dearest first. */
export async function readExactFirms(database: Database, asOf: Date, asked?: FirmsQuery): Promise<ExactFirm[]> {
  return exactFirms(await readFirmDays(database, asOf, asked));
}

async function readFirmDays(database: Database, asOf: Date, asked: FirmsQuery = {}): Promise<FirmDays[]> {
  const parsed = firmsQuerySchema.safeParse(asked);
  if (!parsed.success) throw new UsageError("invalid_input", describeIssues(parsed.error));
  const now = asOf.getTime();
  const firms = await listFirms(database);
  const zones = [...new Set(firms.map(({ timeZone }) => timeZone))];
  const periodsOf = new Map(zones.map((timeZone) => [timeZone, firmPeriods(timeZone, now, parsed.data)]));
  const groups = [...periodsOf].map(([zone, { range, previousRange, month, buckets }]) => ({
    firmIds: firms.flatMap(({ id, timeZone }) => (timeZone === zone ? [id] : [])),
    range,
    others: [previousRange, projectionRange(month), monthToDateRange(month.today)],
    buckets,
  }));
  const usage = await findUsageOfFirms(database, groups);
  return firms.flatMap(({ id, name, timeZone }) => {
    const periods = periodsOf.get(timeZone);
    const { days, costs } = usage.get(id) ?? { days: [], costs: [] };
    return periods === undefined ? [] : [{ firmId: id, firmName: name, timeZone, periods, days, costs }];
  });
}
