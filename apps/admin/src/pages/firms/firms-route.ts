import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../routes/root-route.ts";
import { parseFirmsSearch } from "./firms-search.ts";

export const firmsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "firms",
  validateSearch: parseFirmsSearch,
  component: lazyRouteComponent(() => import("./firms-page.tsx"), "FirmsPage"),
});
