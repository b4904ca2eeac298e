import { type DateRange, DIMENSIONS, type Dimension, isCivilDate } from "usage-core";
import { isSortText } from "../../components/table-sort.ts";
import { DEFAULT_SORT } from "../../features/breakdown/default-sort.ts";
import { isSearchText } from "../../features/search-text.ts";
import { isSpendStep, type SpendStep } from "../../features/spend/spend-step.ts";

/** What the address says about the overview, beside the period. Whatever is absent has a default. */
export interface OverviewSearch {
  /** The day whose hours are open. */
  readonly day?: string | undefined;
  /** What the spend over time is grouped by. */
  readonly split?: Dimension | undefined;
  /** How much time a bar covers. */
  readonly step?: SpendStep | undefined;
  /** The dimension of which every row is shown. */
  readonly all?: Dimension | undefined;
  /** The order of every row. */
  readonly sort?: string | undefined;
  /** What every row is searched for. */
  readonly find?: string | undefined;
  /** Which charts are shown as tables. */
  readonly table?: readonly ChartName[] | undefined;
}

const CHARTS = ["spend", "month", "hours"] as const;
export type ChartName = (typeof CHARTS)[number];

export const DEFAULT_SPLIT: Dimension = "feature";

export function parseOverviewSearch(raw: Readonly<Record<string, unknown>>): OverviewSearch {
  const { day, split, step, all, sort, find } = raw;
  // Without an open day there are no hours to show as a table.
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

/** The address with one chart more, or fewer, as a table. */
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
