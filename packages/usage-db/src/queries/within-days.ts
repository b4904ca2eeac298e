import { type DateRange, spanOf } from "usage-core";
import { Prisma } from "../generated/client.ts";

/**
 * SQL: whether an instant lies in the firm's local days of the range, both included.
 *
 * The bounds are found here, as `date AT TIME ZONE zone` is the second of two midnights where clocks go back at one (the Azores,
 * Havana): the hour between them would be counted to the day before.
 */
export function withinDays(column: string, range: DateRange, timeZone: string): Prisma.Sql {
  const { from, until } = spanOf(range, timeZone);
  const instant = Prisma.raw(column);
  return Prisma.sql`${instant} >= ${from}::timestamptz AND ${instant} < ${until}::timestamptz`;
}
