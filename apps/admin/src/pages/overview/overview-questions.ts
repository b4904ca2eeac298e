import {
  addDays,
  type DateRange,
  type Dimension,
  type ExploreQueryInput,
  MAX_TOP,
  monthStart,
  monthToDateRange,
} from "usage-core";
import { MAX_CHART_ROWS } from "../../components/stack-series.ts";
import { usualComparison } from "../../features/range/usual-comparison.ts";
import { spendStep } from "../../features/spend/spend-step.ts";
import { DEFAULT_SPLIT, type OverviewSearch } from "./overview-search.ts";

/** How many rows a breakdown shows until the reader asks for all: as many as the chart draws. */
export const TOP_ROWS = MAX_CHART_ROWS;
/** How many months the projection is compared with, including the current one. */
const MONTHS = 6;

/** The breakdowns of the page, in their order. */
export const BREAKDOWNS = ["feature", "model", "user", "provider"] as const satisfies readonly Dimension[];

type ExploreQuestion = ExploreQueryInput & { firmId: string };

interface OverviewQuestions {
  readonly period: { firmId: string; range: DateRange };
  /** Day by day, for the course of each figure, and the figures before. */
  readonly figures: ExploreQuestion;
  /** The current month and those before it. */
  readonly months: ExploreQuestion;
  readonly monthDays: { firmId: string; range: DateRange };
  /** The spend over time, grouped. */
  readonly spend: ExploreQuestion;
  readonly breakdown: (dimension: Dimension) => ExploreQuestion;
}

/** The questions of the page for a period, which its loader prefetches. */
export function overviewQuestions(
  firmId: string,
  range: DateRange,
  today: string,
  search: Pick<OverviewSearch, "split" | "step" | "all">,
): OverviewQuestions {
  const compareWith = usualComparison(range, today);
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
