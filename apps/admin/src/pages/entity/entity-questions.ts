import type { CallsQueryInput, DateRange, Dimension, ExploreQueryInput, UsageFilters } from "usage-core";
import { MAX_CHART_ROWS } from "../../components/stack-series.ts";
import { filtersOf } from "../../features/filters/filters-search.ts";
import { usualComparison } from "../../features/range/usual-comparison.ts";
import { defaultStep, type SpendStep } from "../../features/spend/spend-step.ts";
import { splitsOf } from "./entity-search.ts";

/** A feature, a user, a model or a provider of a firm, in a period. */
interface Entity {
  readonly firmId: string;
  readonly dimension: Dimension;
  /** An empty text is the provider that was not told. */
  readonly value: string;
  readonly range: DateRange;
  /** The date in the firm's zone. */
  readonly today: string;
}

/** How many rows a split has: as many as its chart draws. */
const TOP_ROWS = MAX_CHART_ROWS;
export const LATEST_CALLS = 10;

interface EntityQuestions {
  readonly filters: UsageFilters;
  readonly step: SpendStep;
  /** The figures, their course and those before: one dimension by day, which the rollup has. */
  readonly figures: ExploreQueryInput & { firmId: string };
  /** All the firm's usage, of which this is a share. */
  readonly firm: ExploreQueryInput & { firmId: string };
  /**
   * Two dimensions each, and so read call by call. One question for each, with the course and the figures before, serves both the
   * chart and the table.
   */
  readonly splits: readonly { readonly by: Dimension; readonly question: ExploreQueryInput & { firmId: string } }[];
  readonly calls: CallsQueryInput & { firmId: string };
}

/** The questions of the page, which its loader prefetches. */
export function entityQuestions({ firmId, dimension, value, range, today }: Entity): EntityQuestions {
  const filters = filtersOf({ [dimension]: [value] });
  const step = defaultStep(range);
  const compareWith = usualComparison(range, today);
  return {
    filters,
    step,
    figures: { firmId, range, filters, groupBy: [dimension], granularity: step, compareWith },
    firm: { firmId, range },
    splits: splitsOf(dimension).map((by) => ({
      by,
      question: { firmId, range, filters, groupBy: [by], granularity: step, top: TOP_ROWS, compareWith },
    })),
    calls: { firmId, range, filters, limit: LATEST_CALLS },
  };
}
