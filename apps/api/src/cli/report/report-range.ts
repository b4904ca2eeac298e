import { type DateRange, dateRangeSchema, localDayAt, monthStart } from "usage-core";
import { CliError } from "../cli-error.ts";

/** A range as it is asked for; a missing `to` is today, a missing `from` the first day of the month of `to`. */
export interface AskedRange {
  readonly from?: string;
  readonly to?: string;
}

/** The range to report on: by default the current month to date, on the firm's calendar. Throws on an invalid one. */
export function reportRange({ from, to }: AskedRange, now: Date, timeZone: string): DateRange {
  const endDate = to ?? localDayAt(now.getTime(), timeZone).date;
  const range = { startDate: from ?? monthStart(endDate), endDate };
  const parsed = dateRangeSchema.safeParse(range);
  if (parsed.success) return parsed.data;
  throw new CliError(`--from ${range.startDate} --to ${range.endDate}: ${parsed.error.issues[0]?.message}.`);
}
