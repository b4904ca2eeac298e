import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../routes/root-route.ts";

export const firmsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "firms",
  component: lazyRouteComponent(() => import("./firms-page.tsx"), "FirmsPage"),
});
