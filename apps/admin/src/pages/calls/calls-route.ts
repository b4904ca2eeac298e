import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmPeriod, periodDeps } from "../../routes/firm-period.ts";
import { firmRoute } from "../../routes/firm-route.ts";
import { ownSearch } from "../../routes/own-search.ts";
import { callsQuery } from "./calls-query.ts";
import { type CallsSearch, callsQuestion, parseCallsSearch, withinPeriod } from "./calls-search.ts";

export const callsRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "calls",
  validateSearch: ownSearch<CallsSearch>(parseCallsSearch),
  loaderDeps: ({ search }) => ({ ...search, ...periodDeps({ search }), call: undefined }),
  loader: ({ context, params, deps }) => {
    const known = firmPeriod(context, params, deps);
    if (known === undefined) return;
    const { range, timeZone } = known;
    const question = callsQuestion(withinPeriod(deps, range, timeZone), range);
    void context.queryClient.prefetchInfiniteQuery(callsQuery(context.api, params.firmId, question));
  },
  component: lazyRouteComponent(() => import("./calls-page.tsx"), "CallsPage"),
});
