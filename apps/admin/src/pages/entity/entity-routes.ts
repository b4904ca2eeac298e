import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Dimension } from "usage-core";
import { isFilterValue } from "../../features/filters/filters-search.ts";
import type { PeriodSearch } from "../../features/range/period-search.ts";
import { firmPeriod, periodDeps } from "../../routes/firm-period.ts";
import { firmRoute } from "../../routes/firm-route.ts";
import { ownSearch } from "../../routes/own-search.ts";
import { pathText } from "../../routes/path-part.ts";
import type { RouterContext } from "../../routes/root-route.ts";
import { entityQuestions } from "./entity-questions.ts";
import { type EntitySearch, parseEntitySearch } from "./entity-search.ts";

export const featureRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "features/$feature",
  params: pathText("feature"),
  validateSearch: ownSearch<EntitySearch>(parseEntitySearch),
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => askBeforehand(context, params.firmId, "feature", params.feature, deps),
  component: lazyRouteComponent(() => import("./entity-pages.tsx"), "FeaturePage"),
});

export const userRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "users/$user",
  params: pathText("user"),
  validateSearch: ownSearch<EntitySearch>(parseEntitySearch),
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => askBeforehand(context, params.firmId, "user", params.user, deps),
  component: lazyRouteComponent(() => import("./entity-pages.tsx"), "UserPage"),
});

export const modelRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "models/$model",
  params: pathText("model"),
  validateSearch: ownSearch<EntitySearch>(parseEntitySearch),
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => askBeforehand(context, params.firmId, "model", params.model, deps),
  component: lazyRouteComponent(() => import("./entity-pages.tsx"), "ModelPage"),
});

/** An empty name, which a path has as `~`, is the provider that was not told. */
export const providerRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "providers/$provider",
  params: pathText("provider"),
  validateSearch: ownSearch<EntitySearch>(parseEntitySearch),
  loaderDeps: periodDeps,
  loader: ({ context, params, deps }) => askBeforehand(context, params.firmId, "provider", params.provider, deps),
  component: lazyRouteComponent(() => import("./entity-pages.tsx"), "ProviderPage"),
});

function askBeforehand(
  context: RouterContext,
  firmId: string,
  dimension: Dimension,
  value: string,
  period: PeriodSearch,
): void {
  const known = firmPeriod(context, { firmId }, period);
  if (known === undefined || !isFilterValue(value, dimension)) return;
  const { queryClient, api } = context;
  const questions = entityQuestions({ firmId, dimension, value, ...known });
  void queryClient.prefetchQuery(api.usage.explore.queryOptions(questions.figures));
  void queryClient.prefetchQuery(api.usage.explore.queryOptions(questions.firm));
  for (const split of questions.splits) {
    void queryClient.prefetchQuery(api.usage.explore.queryOptions(split.question));
  }
  void queryClient.prefetchQuery(api.usage.calls.queryOptions(questions.calls));
}
