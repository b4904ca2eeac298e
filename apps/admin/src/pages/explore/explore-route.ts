import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmPeriod, periodDeps } from "../../routes/firm-period.ts";
import { firmRoute } from "../../routes/firm-route.ts";
import { ownSearch } from "../../routes/own-search.ts";
import { type ExploreSearch, exploreQuestions, parseExploreSearch } from "./explore-search.ts";

export const exploreRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "explore",
  validateSearch: ownSearch<ExploreSearch>(parseExploreSearch),
  loaderDeps: ({ search }) => ({ period: periodDeps({ search }), search: parseExploreSearch({ ...search }) }),
  loader: ({ context, params: { firmId }, deps: { period, search } }) => {
    const known = firmPeriod(context, { firmId }, period);
    if (known === undefined) return;
    const { queryClient, api } = context;
    const { table, course } = exploreQuestions(search, known.range);
    void queryClient.prefetchQuery(api.usage.explore.queryOptions({ firmId, ...course }));
    if (table !== course) void queryClient.prefetchQuery(api.usage.explore.queryOptions({ firmId, ...table }));
  },
  component: lazyRouteComponent(() => import("./explore-page.tsx"), "ExplorePage"),
});
