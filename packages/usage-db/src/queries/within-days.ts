import { type DateRange, spanOf } from "usage-core";
import { Prisma } from "../generated/client.ts";

/**
 * SQL: whether an instant lies in the firm's local days of the range, both included.
 *
 * The bounds are computed here: where clocks go back at one o'clock (the Azores, Havana), PostgreSQL's `date AT TIME ZONE
 * zone` is the second of the two midnights, and the hour between them would count to the day before.
 */
export function withinDays(column: string, range: DateRange, timeZone: string): Prisma.Sql {
  const { from, until } = spanOf(range, timeZone);
  const instant = Prisma.raw(column);
  return Prisma.sql`${instant} >= ${from}::timestamptz AND ${instant} < ${until}::timestamptz`;
}
