import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmPeriod, periodDeps } from "../../routes/firm-period.ts";
import { firmRoute } from "../../routes/firm-route.ts";

export const qualityRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "quality",
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => {
    const known = firmPeriod(context, params, deps);
    if (known === undefined) return;
    const question = { firmId: params.firmId, range: known.range };
    void context.queryClient.prefetchQuery(context.api.usage.dataQuality.queryOptions(question));
  },
  component: lazyRouteComponent(() => import("./quality-page.tsx"), "QualityPage"),
});
