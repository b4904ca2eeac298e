import {
  addDays,
  comparisonOf,
  type DateRange,
  type Dimension,
  type ExploreQueryInput,
  MAX_TOP,
  monthStart,
  monthToDateRange,
} from "usage-core";
import { MAX_CHART_ROWS } from "../../components/stack-series.ts";
import { hasWholeDay } from "../../features/range/has-whole-day.ts";
import { spendStep } from "../../features/spend/spend-step.ts";
import { DEFAULT_SPLIT, type OverviewSearch } from "./overview-search.ts";

/** How many rows a breakdown shows before the reader asks for all: the same that the chart draws. */
export const TOP_ROWS = MAX_CHART_ROWS;
/** How many months the projection is seen against, the current one among them. */
const MONTHS = 6;

/** The breakdowns of the page, in their order. */
export const BREAKDOWNS = ["feature", "model", "user", "provider"] as const satisfies readonly Dimension[];

type ExploreQuestion = ExploreQueryInput & { firmId: string };

interface OverviewQuestions {
  readonly period: { firmId: string; range: DateRange };
  /** Day by day, for the course of each figure, and what was before. */
  readonly figures: ExploreQuestion;
  /** The current month and those before it. */
  readonly months: ExploreQuestion;
  readonly monthDays: { firmId: string; range: DateRange };
  /** The spend over time, told apart. */
  readonly spend: ExploreQuestion;
  readonly breakdown: (dimension: Dimension) => ExploreQuestion;
}

/** What the page asks of a period; its loader asks the very same beforehand. */
export function overviewQuestions(
  firmId: string,
  range: DateRange,
  today: string,
  search: Pick<OverviewSearch, "split" | "step" | "all">,
): OverviewQuestions {
  const compareWith = hasWholeDay(range, today) ? comparisonOf(range, today) : undefined;
  return {
    period: { firmId, range },
    figures: { firmId, range, granularity: "day", compareWith },
    months: { firmId, range: { startDate: monthsBack(today, MONTHS - 1), endDate: today }, granularity: "month" },
    monthDays: { firmId, range: monthToDateRange(today) },
    spend: {
      firmId,
      range,
      granularity: spendStep(range, search.step),
      groupBy: [search.split ?? DEFAULT_SPLIT],
      top: TOP_ROWS,
    },
    breakdown: (dimension) => ({
      firmId,
      range,
      groupBy: [dimension],
      top: search.all === dimension ? MAX_TOP : TOP_ROWS,
      compareWith,
    }),
  };
}

/** The first day of the month so many months before that of `date`. */
function monthsBack(date: string, months: number): string {
  let first = monthStart(date);
  for (let month = 0; month < months; month += 1) first = monthStart(addDays(first, -1));
  return first;
}
