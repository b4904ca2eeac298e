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
  isTimeZone,
  monthToDateRange,
  projectionRange,
} from "usage-core";
import type { Database } from "./database.ts";
import { UsageError } from "./errors.ts";
import { listFirms } from "./firms.ts";
import type { Logger } from "./logger.ts";
import { findUsageOfFirms } from "./queries/usage-of-firms.ts";

/**
 * Every firm's usage in the range or period that is asked for, by default in its own current month to date. Throws
 * `invalid_input` for an invalid range or one over 400 days, `database_unavailable` and `timeout`. A firm whose zone this
 * runtime does not know is left out, and logged.
 *
 * Not cached: an answer about all firms is out of date as soon as any of them makes a call, so it would mostly be a miss.
 */
export async function readFirmsUsage(
  database: Database,
  asOf: Date,
  asked?: FirmsQuery,
  logger?: Logger,
): Promise<FirmsUsage> {
  return firmsUsage(await readFirmDays(database, asOf, asked, logger), asOf.getTime());
}

/** The same, exactly, dearest first. */
export async function readExactFirms(
  database: Database,
  asOf: Date,
  asked?: FirmsQuery,
  logger?: Logger,
): Promise<ExactFirm[]> {
  return exactFirms(await readFirmDays(database, asOf, asked, logger));
}

async function readFirmDays(
  database: Database,
  asOf: Date,
  asked: FirmsQuery = {},
  logger?: Logger,
): Promise<FirmDays[]> {
  const parsed = firmsQuerySchema.safeParse(asked);
  if (!parsed.success) throw new UsageError("invalid_input", describeIssues(parsed.error));
  const now = asOf.getTime();
  const firms = await listFirms(database);
  const zones = [...new Set(firms.map(({ timeZone }) => timeZone))].filter(isTimeZone);
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
    if (periods === undefined) {
      logger?.warn({ firmId: id, timeZone }, "Left a firm out of all firms' usage: its time zone is not known here");
      return [];
    }
    const { days, costs } = usage.get(id) ?? { days: [], costs: [] };
    return [{ firmId: id, firmName: name, timeZone, periods, days, costs }];
  });
}
