import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "api/contract";
import {
  type DateRange,
  DIMENSIONS,
  daysIn,
  filteredDimensions,
  type Granularity,
  MAX_TOP,
  type UsageFilters,
} from "usage-core";
import { FIRM_ID } from "./data.ts";

/** Everything that a page of the dashboard asks for, at once, as its browser does. */
export interface PageOfDashboard {
  readonly name: string;
  readonly ask: (api: TRPCClient<AppRouter>, range: DateRange) => Promise<unknown>;
}

const firmId = FIRM_ID;
/** How many rows stand in a table beside a chart. */
const TOP_ROWS = 8;
const compareWith = "previousPeriod";
const MONTH_TO_DATE = { startDate: "2026-11-01", endDate: "2026-11-20" };
const HALF_A_YEAR = { startDate: "2026-06-01", endDate: "2026-11-20" };

export const PAGES: readonly PageOfDashboard[] = [
  { name: "Firms", ask: ({ ops }, range) => ops.firms.query({ range }) },
  {
    name: "Overview",
    ask: ({ usage }, range) =>
      Promise.all([
        usage.overview.query({ firmId, range }),
        usage.explore.query({ firmId, range, granularity: "day", compareWith }),
        usage.explore.query({ firmId, range: HALF_A_YEAR, granularity: "month" }),
        usage.dailyCosts.query({ firmId, range: MONTH_TO_DATE }),
        usage.explore.query({ firmId, range, granularity: stepOf(range), groupBy: ["feature"], top: TOP_ROWS }),
        ...DIMENSIONS.map((dimension) =>
          usage.explore.query({ firmId, range, groupBy: [dimension], top: TOP_ROWS, compareWith }),
        ),
        usage.costsByWeekHour.query({ firmId, range }),
      ]),
  },
  {
    name: "Overview, with every user",
    ask: ({ usage }, range) => usage.explore.query({ firmId, range, groupBy: ["user"], top: MAX_TOP, compareWith }),
  },
  {
    name: "Explore, by user and day",
    ask: ({ usage }, range) =>
      usage.explore.query({ firmId, range, granularity: "day", groupBy: ["user"], compareWith }),
  },
  {
    name: "Explore, by feature and model, by day",
    ask: ({ usage }, range) =>
      usage.explore.query({ firmId, range, granularity: "day", groupBy: ["feature", "model"] }),
  },
  {
    name: "Explore, by feature and user, by day",
    ask: ({ usage }, range) => usage.explore.query({ firmId, range, granularity: "day", groupBy: ["feature", "user"] }),
  },
  { name: "Calls", ask: ({ usage }, range) => usage.calls.query({ firmId, range }) },
  { name: "A feature", ask: entityPage({ feature: ["feature-1"] }) },
  { name: "A model", ask: entityPage({ model: ["model-1"] }) },
  { name: "A user", ask: entityPage({ user: ["user-7"] }) },
  { name: "Data quality", ask: ({ usage }, range) => usage.dataQuality.query({ firmId, range }) },
];

/** A page of a feature, user, model or provider: each split is told over time, too. */
function entityPage(filters: UsageFilters): PageOfDashboard["ask"] {
  const dimension = filteredDimensions(filters);
  return ({ usage }, range) =>
    Promise.all([
      usage.explore.query({ firmId, range, granularity: stepOf(range), filters, groupBy: dimension, compareWith }),
      usage.explore.query({ firmId, range }),
      ...DIMENSIONS.filter((other) => !dimension.includes(other)).map((other) =>
        usage.explore.query({
          firmId,
          range,
          granularity: stepOf(range),
          filters,
          groupBy: [other],
          top: TOP_ROWS,
          compareWith,
        }),
      ),
      usage.calls.query({ firmId, range, filters, limit: 10 }),
    ]);
}

/** What a long period is told by: days would be too many to see. */
function stepOf(range: DateRange): Granularity {
  const days = daysIn(range);
  if (days > 200) return "month";
  return days > 62 ? "week" : "day";
}
