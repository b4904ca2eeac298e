import type { DateRange } from "usage-core";

/** A civil date as Prisma's `DateTime` for a `date` column: midnight UTC. */
export function toDateColumn(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function fromDateColumn(column: Date): string {
  return column.toISOString().slice(0, 10);
}

/** The filter for the days of a range. */
export function within(range: DateRange): { gte: Date; lte: Date } {
  return { gte: toDateColumn(range.startDate), lte: toDateColumn(range.endDate) };
}
