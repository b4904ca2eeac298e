import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet, retainSearchParams } from "@tanstack/react-router";
import { parsePeriodSearch } from "../features/range/period-search.ts";
import type { ApiQueries } from "../trpc.ts";
import { CrashPage } from "./crash-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

/** What loaders fetch with. */
export interface RouterContext {
  readonly queryClient: QueryClient;
  readonly api: ApiQueries;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  validateSearch: parsePeriodSearch,
  // Every link keeps the period unless it names another.
  search: { middlewares: [retainSearchParams(["range", "from", "to"])] },
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});
