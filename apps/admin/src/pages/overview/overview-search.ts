import { type DateRange, DIMENSIONS, type Dimension, isCivilDate } from "usage-core";
import { isSortText } from "../../components/table-sort.ts";
import { DEFAULT_SORT } from "../../features/breakdown/default-sort.ts";
import { isSearchText } from "../../features/search-text.ts";
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
  /** Of all rows, by what they are sorted. */
  readonly sort?: string | undefined;
  /** Of all rows, which ones are searched for. */
  readonly find?: string | undefined;
  /** Which charts are shown in figures. */
  readonly table?: readonly ChartName[] | undefined;
}

const CHARTS = ["spend", "month", "hours"] as const;
export type ChartName = (typeof CHARTS)[number];

export const DEFAULT_SPLIT: Dimension = "feature";

export function parseOverviewSearch(raw: Readonly<Record<string, unknown>>): OverviewSearch {
  const { day, split, step, all, sort, find } = raw;
  // With the day go its hours, as a chart or in figures.
  const table = parseTable(raw["table"]).filter((chart) => chart !== "hours" || isCivilDate(day));
  return {
    ...(isCivilDate(day) && { day }),
    ...(isDimension(split) && split !== DEFAULT_SPLIT && { split }),
    ...(isSpendStep(step) && { step }),
    ...(isDimension(all) && {
      all,
      ...(isSortText(sort) && sort !== DEFAULT_SORT && { sort }),
      ...(isSearchText(find) && { find }),
    }),
    ...(table.length > 0 && { table }),
  };
}

function parseTable(raw: unknown): readonly ChartName[] {
  const named: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return CHARTS.filter((name) => named.includes(name));
}

/** The address with one chart more, or less, in figures. */
export function tableSearch({ table = [] }: OverviewSearch, chart: ChartName, isTable: boolean): OverviewSearch {
  return { table: isTable ? [...table, chart] : table.filter((name) => name !== chart) };
}

/** The day whose hours are shown; `undefined` when none is open, or one outside the period or after today. */
export function openDay({ day }: OverviewSearch, range: DateRange, today: string): string | undefined {
  return day !== undefined && day >= range.startDate && day <= range.endDate && day <= today ? day : undefined;
}

function isDimension(text: unknown): text is Dimension {
  return DIMENSIONS.some((dimension) => dimension === text);
}
