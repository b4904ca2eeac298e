import { createRouter, type RouterHistory } from "@tanstack/react-router";
import { focusHeading } from "../components/focus-heading.ts";
import { callsRoute } from "../pages/calls/calls-route.ts";
import { featureRoute, modelRoute, providerRoute, userRoute } from "../pages/entity/entity-routes.ts";
import { exploreRoute } from "../pages/explore/explore-route.ts";
import { firmsRoute } from "../pages/firms/firms-route.ts";
import { overviewRoute } from "../pages/overview/overview-route.ts";
import { qualityRoute } from "../pages/quality/quality-route.ts";
import { firmRoute } from "./firm-route.ts";
import { homeRoute } from "./home-route.ts";
import { parsePlainSearch, stringifyPlainSearch } from "./plain-search.ts";
import { type RouterContext, rootRoute } from "./root-route.ts";

const routeTree = rootRoute.addChildren([
  homeRoute,
  firmsRoute,
  firmRoute.addChildren([
    overviewRoute,
    exploreRoute,
    callsRoute,
    qualityRoute,
    featureRoute,
    userRoute,
    modelRoute,
    providerRoute,
  ]),
]);

/** `history` is the browser's by default. */
export function createAppRouter(context: RouterContext, history?: RouterHistory) {
  const router = createRouter({
    routeTree,
    context,
    ...(history && { history }),
    parseSearch: parsePlainSearch,
    stringifySearch: stringifyPlainSearch,
    // Otherwise what a route's validation dropped would come back from the address.
    search: { strict: true },
    defaultPreload: "intent",
    // Loaders always run; the query client knows what is still fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
  router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
    // The browser places the focus when it opens an address, and `/` only redirects.
    if (fromLocation === undefined || fromLocation.pathname === "/" || !pathChanged) return;
    focusHeading();
  });
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
