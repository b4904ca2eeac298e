import type { DateRange, WeekHourRow } from "usage-core";
import type { Database } from "../database.ts";
import type { Firm } from "../firms.ts";
import { SUMMED_COLUMNS, type SummedColumns, toUsageSums } from "./usage-sums.ts";

/**
 * The firm's usage within the range by weekday and by the hour that its clock showed. An hour that comes twice on a day
 * is one row. Hours without usage have no row.
 *
 * The hour is read near its end: where clocks change by half an hour, the start that the rollup has lies before the
 * change. Raw SQL, as Prisma's `groupBy` takes columns only.
 */
export async function findUsageByWeekHour(
  database: Database,
  firm: Firm,
  { startDate, endDate }: DateRange,
): Promise<WeekHourRow[]> {
  const rows = await database.run(
    (prisma) => prisma.$queryRaw<(SummedColumns & { readonly weekday: number; readonly hour: number })[]>`
      SELECT extract(isodow FROM day)::integer AS weekday,
             extract(hour FROM (hour + interval '59 minutes') AT TIME ZONE ${firm.timeZone})::integer AS hour,
             ${SUMMED_COLUMNS}
        FROM ai_usage
       WHERE firm_id = ${firm.id} AND grouping = 'hour' AND day BETWEEN ${startDate}::date AND ${endDate}::date
       GROUP BY 1, 2`,
  );
  return rows.map(({ weekday, hour, ...sums }) => ({ weekday, hour, ...toUsageSums(sums) }));
}
