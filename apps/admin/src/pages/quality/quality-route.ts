import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmQuestion, periodDeps } from "../../routes/firm-period.ts";
import { firmRoute } from "../../routes/firm-route.ts";

export const qualityRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "quality",
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => {
    const question = firmQuestion(context, params, deps);
    if (question === undefined) return;
    void context.queryClient.prefetchQuery(context.api.usage.dataQuality.queryOptions(question));
  },
  component: lazyRouteComponent(() => import("./quality-page.tsx"), "QualityPage"),
});
