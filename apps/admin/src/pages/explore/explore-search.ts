import {
  COMPARISONS,
  type Comparison,
  type DateRange,
  DIMENSIONS,
  type Dimension,
  daysIn,
  type ExploreQueryInput,
  GRANULARITIES,
  type Granularity,
  MAX_HOURLY_DAYS,
  MAX_SERIES,
  MAX_TOP,
  MEASURES,
  type Measure,
} from "usage-core";
import { MAX_CHART_ROWS } from "../../components/stack-series.ts";
import { isSortText } from "../../components/table-sort.ts";
import { type FiltersSearch, filtersOf, parseFiltersSearch } from "../../features/filters/filters-search.ts";
import { defaultStep } from "../../features/spend/spend-step.ts";

/** What the address says about the exploration, beside the period. Whatever is absent has a default. */
export interface ExploreSearch extends FiltersSearch {
  /** What usage is grouped by, in order; `none`: nothing. */
  readonly by?: readonly Dimension[] | "none" | undefined;
  /** Absent: it follows from the length of the period. */
  readonly step?: Granularity | undefined;
  readonly measure?: Measure | undefined;
  readonly top?: number | undefined;
  readonly compare?: Comparison | undefined;
  readonly chart?: ChartKind | undefined;
  /** The column by which rows are sorted, `-` before it when the largest is first. */
  readonly sort?: string | undefined;
}

/** How usage over time is drawn, or `table`. */
export const CHART_KINDS = ["bars", "lines", "table"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

const DEFAULT_BY: readonly Dimension[] = ["feature"];
export const DEFAULT_MEASURE: Measure = "cost";
export const DEFAULT_CHART: ChartKind = "bars";

/** The numbers of rows that can be chosen. */
export const TOPS: readonly number[] = [5, MAX_CHART_ROWS, 20, 50, 100, 1000];
/** As many as the chart draws, so that chart and table show the same rows. */
export const DEFAULT_ROWS = MAX_CHART_ROWS;

/** Reads the address. What is not known or not valid is dropped. */
export function parseExploreSearch(raw: Readonly<Record<string, unknown>>): ExploreSearch {
  const { sort } = raw;
  const by = parseBy(raw["by"]);
  const step = oneOf(GRANULARITIES, raw["step"]);
  const measure = oneOf(MEASURES, raw["measure"]);
  const compare = oneOf(COMPARISONS, raw["compare"]);
  const chart = oneOf(CHART_KINDS, raw["chart"]);
  const top = parseTop(raw["top"]);
  return {
    ...(by && { by }),
    ...parseFiltersSearch(raw),
    ...(step && { step }),
    ...(measure && measure !== DEFAULT_MEASURE && { measure }),
    ...(top !== undefined && top !== DEFAULT_ROWS && { top }),
    ...(compare && { compare }),
    ...(chart && chart !== DEFAULT_CHART && { chart }),
    ...(isSortText(sort) && { sort }),
  };
}

function parseBy(raw: unknown): readonly Dimension[] | "none" | undefined {
  if (raw === "none") return raw;
  const named = (Array.isArray(raw) ? raw : [raw]).flatMap((text) => oneOf(DIMENSIONS, text) ?? []);
  const by = [...new Set(named)];
  return by.length === 0 ? undefined : bySearch(by);
}

/** The grouping as the address has it. */
export function bySearch(groupBy: readonly Dimension[]): ExploreSearch["by"] {
  if (groupBy.length === 0) return "none";
  return groupBy.join() === DEFAULT_BY.join() ? undefined : groupBy;
}

export function groupByOf({ by = DEFAULT_BY }: ExploreSearch): readonly Dimension[] {
  return by === "none" ? [] : by;
}

function parseTop(raw: unknown): number | undefined {
  const isWritten = typeof raw === "number" || (typeof raw === "string" && /^\d{1,4}$/.test(raw));
  const top = isWritten ? Number(raw) : Number.NaN;
  return Number.isInteger(top) && top >= 1 && top <= MAX_TOP ? top : undefined;
}

function oneOf<Name extends string>(names: readonly Name[], raw: unknown): Name | undefined {
  return names.find((name) => name === raw);
}

/** Whether the range is short enough to be shown by hour. */
export function hasHours(range: DateRange): boolean {
  return daysIn(range) <= MAX_HOURLY_DAYS;
}

/** The granularity in the address, where the range allows it; otherwise one that gives a reasonable number of bars. */
export function stepOf({ step }: Pick<ExploreSearch, "step">, range: DateRange): Granularity {
  if (step !== undefined && (step !== "hour" || hasHours(range))) return step;
  return range.startDate === range.endDate ? "hour" : defaultStep(range);
}

/** The question of the table and that of the chart, which has the same or the first rows. Mostly they are one question. */
export function exploreQuestions(search: ExploreSearch, range: DateRange) {
  const { measure = DEFAULT_MEASURE, top = DEFAULT_ROWS, compare } = search;
  const rows = {
    range,
    groupBy: [...groupByOf(search)],
    filters: filtersOf(search),
    top,
    measure,
    ...(compare && { compareWith: compare }),
  } satisfies ExploreQueryInput;
  const granularity = stepOf(search, range);
  const course = { ...rows, granularity, top: Math.min(top, MAX_SERIES) } satisfies ExploreQueryInput;
  return { table: top > MAX_SERIES ? rows : course, course };
}

/** What is downloaded: all that the table shows. */
export function exportedQuestion(search: ExploreSearch, range: DateRange): ExploreQueryInput {
  const { granularity: _, ...rows } = exploreQuestions(search, range).course;
  return { ...rows, top: search.top ?? DEFAULT_ROWS };
}
