import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { ownSearch } from "../../routes/own-search.ts";
import { rootRoute } from "../../routes/root-route.ts";
import { type FirmsSearch, parseFirmsSearch } from "./firms-search.ts";

export const firmsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "firms",
  validateSearch: ownSearch<FirmsSearch>(parseFirmsSearch),
  component: lazyRouteComponent(() => import("./firms-page.tsx"), "FirmsPage"),
});
