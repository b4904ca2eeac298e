import { civilDateSchema, type DateRange } from "usage-core";

/** What the address says about the overview, beside the period. */
export interface OverviewSearch {
  /** The day whose hours are open. */
  readonly day?: string | undefined;
}

export function parseOverviewSearch(raw: Readonly<Record<string, unknown>>): OverviewSearch {
  const day = civilDateSchema.safeParse(raw["day"]);
  return day.success ? { day: day.data } : {};
}

/** The day whose hours are shown; `undefined` when none is open, or one outside the period or after today. */
export function openDay({ day }: OverviewSearch, range: DateRange, today: string): string | undefined {
  return day !== undefined && day >= range.startDate && day <= range.endDate && day <= today ? day : undefined;
}
