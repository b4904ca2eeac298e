import { type DateRange, DIMENSIONS, type Dimension, isCivilDate } from "usage-core";
import { isSpendStep, type SpendStep } from "../../features/spend/spend-step.ts";

/** What the address says about the overview, beside the period. Whatever is absent has a default. */
export interface OverviewSearch {
  /** The day whose hours are open. */
  readonly day?: string | undefined;
  /** By what the spend over time is told apart. */
  readonly split?: Dimension | undefined;
  /** How long a bar's time is. */
  readonly step?: SpendStep | undefined;
  /** Of which dimension every row is shown. */
  readonly all?: Dimension | undefined;
}

export const DEFAULT_SPLIT: Dimension = "feature";

export function parseOverviewSearch(raw: Readonly<Record<string, unknown>>): OverviewSearch {
  const { day, split, step, all } = raw;
  return {
    ...(isCivilDate(day) && { day }),
    ...(isDimension(split) && split !== DEFAULT_SPLIT && { split }),
    ...(isSpendStep(step) && { step }),
    ...(isDimension(all) && { all }),
  };
}

/** The day whose hours are shown; `undefined` when none is open, or one outside the period or after today. */
export function openDay({ day }: OverviewSearch, range: DateRange, today: string): string | undefined {
  return day !== undefined && day >= range.startDate && day <= range.endDate && day <= today ? day : undefined;
}

function isDimension(text: unknown): text is Dimension {
  return DIMENSIONS.some((dimension) => dimension === text);
}
