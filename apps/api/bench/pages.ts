import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "api/contract";
import { type DateRange, DIMENSIONS, type UsageFilters } from "usage-core";
import { FIRM_ID } from "./data.ts";

/** Everything that a page of the dashboard asks for, at once, as its browser does. */
export interface PageOfDashboard {
  readonly name: string;
  readonly ask: (api: TRPCClient<AppRouter>, range: DateRange) => Promise<unknown>;
}

const firmId = FIRM_ID;
const compareWith = "previousPeriod";

export const PAGES: readonly PageOfDashboard[] = [
  {
    name: "Overview",
    ask: ({ usage }, range) =>
      Promise.all([
        usage.overview.query({ firmId, range }),
        usage.explore.query({ firmId, range, granularity: "day", compareWith }),
        usage.explore.query({ firmId, range, granularity: "day", groupBy: ["feature"] }),
        ...DIMENSIONS.map((dimension) => usage.explore.query({ firmId, range, groupBy: [dimension], compareWith })),
        usage.costsByWeekHour.query({ firmId, range }),
      ]),
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

function entityPage(filters: UsageFilters): PageOfDashboard["ask"] {
  return ({ usage }, range) =>
    Promise.all([
      usage.explore.query({ firmId, range, granularity: "day", filters, compareWith }),
      ...DIMENSIONS.filter((dimension) => filters[dimension] === undefined).map((dimension) =>
        usage.explore.query({ firmId, range, filters, groupBy: [dimension], compareWith }),
      ),
      usage.calls.query({ firmId, range, filters, limit: 10 }),
    ]);
}
