import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmPeriod, periodDeps } from "../../routes/firm-period.ts";
import { firmRoute } from "../../routes/firm-route.ts";
import { ownSearch } from "../../routes/own-search.ts";
import { BREAKDOWNS, overviewQuestions } from "./overview-questions.ts";
import { type OverviewSearch, parseOverviewSearch } from "./overview-search.ts";

export const overviewRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "/",
  validateSearch: ownSearch<OverviewSearch>(parseOverviewSearch),
  loaderDeps: ({ search }) => ({
    period: periodDeps({ search }),
    split: search.split,
    step: search.step,
    all: search.all,
  }),
  loader: ({ context, params, deps: { period, ...search } }) => {
    const known = firmPeriod(context, params, period);
    if (known === undefined) return;
    const { queryClient, api } = context;
    const questions = overviewQuestions(params.firmId, known.range, known.today, search);
    void queryClient.prefetchQuery(api.usage.overview.queryOptions(questions.period));
    void queryClient.prefetchQuery(api.usage.explore.queryOptions(questions.figures));
    void queryClient.prefetchQuery(api.usage.explore.queryOptions(questions.months));
    void queryClient.prefetchQuery(api.usage.explore.queryOptions(questions.spend));
    void queryClient.prefetchQuery(api.usage.dailyCosts.queryOptions(questions.monthDays));
    for (const dimension of BREAKDOWNS) {
      void queryClient.prefetchQuery(api.usage.explore.queryOptions(questions.breakdown(dimension)));
    }
    void queryClient.prefetchQuery(api.usage.costsByWeekHour.queryOptions(questions.period));
  },
  component: lazyRouteComponent(() => import("./overview-page.tsx"), "OverviewPage"),
});
