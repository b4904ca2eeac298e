import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { parseDashboardSearch } from "../features/dashboard-search.ts";
import { CrashPage } from "./crash-page.tsx";
import { DashboardPage } from "./dashboard-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { parsePlainSearch, stringifyPlainSearch } from "./plain-search.ts";

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: parseDashboardSearch,
  component: DashboardPage,
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([dashboardRoute]),
  parseSearch: parsePlainSearch,
  stringifySearch: stringifyPlainSearch,
  // Else what a route's validation dropped comes back from the address as it was.
  search: { strict: true },
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
