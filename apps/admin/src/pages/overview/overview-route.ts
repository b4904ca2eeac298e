import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmQuestion, periodDeps } from "../../routes/firm-question.ts";
import { firmRoute } from "../../routes/firm-route.ts";
import { parseOverviewSearch } from "./overview-search.ts";

export const overviewRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "/",
  validateSearch: parseOverviewSearch,
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => {
    const question = firmQuestion(context, params, deps);
    if (question === undefined) return;
    const { queryClient, api } = context;
    void queryClient.prefetchQuery(api.usage.overview.queryOptions(question));
    void queryClient.prefetchQuery(api.usage.dailyCosts.queryOptions(question));
    void queryClient.prefetchQuery(api.usage.costsByFeature.queryOptions(question));
    void queryClient.prefetchQuery(api.usage.costsByUser.queryOptions(question));
    void queryClient.prefetchQuery(api.usage.costsByModel.queryOptions(question));
  },
  component: lazyRouteComponent(() => import("./overview-page.tsx"), "OverviewPage"),
});
