import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmQuestion, periodDeps } from "../../routes/firm-question.ts";
import { firmRoute } from "../../routes/firm-route.ts";
import { callsQuery } from "./calls-query.ts";
import { callsQuestion, parseCallsSearch } from "./calls-search.ts";

export const callsRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "calls",
  validateSearch: parseCallsSearch,
  loaderDeps: ({ search }) => ({ ...search, ...periodDeps({ search }), call: undefined }),
  loader: ({ context, params, deps }) => {
    const question = firmQuestion(context, params, deps);
    if (question === undefined) return;
    const { firmId, range } = question;
    void context.queryClient.prefetchInfiniteQuery(callsQuery(context.api, firmId, callsQuestion(deps, range)));
  },
  component: lazyRouteComponent(() => import("./calls-page.tsx"), "CallsPage"),
});
