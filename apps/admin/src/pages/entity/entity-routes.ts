import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { firmRoute } from "../../routes/firm-route.ts";
import { fromPathPart, toPathPart } from "../../routes/path-part.ts";

export const featureRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "features/$feature",
  params: {
    parse: ({ feature }) => ({ feature: fromPathPart(feature) }),
    stringify: ({ feature }) => ({ feature: toPathPart(feature) }),
  },
  component: lazyRouteComponent(() => import("./entity-page.tsx"), "FeaturePage"),
});

export const userRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "users/$user",
  params: {
    parse: ({ user }) => ({ user: fromPathPart(user) }),
    stringify: ({ user }) => ({ user: toPathPart(user) }),
  },
  component: lazyRouteComponent(() => import("./entity-page.tsx"), "UserPage"),
});

export const modelRoute = createRoute({
  getParentRoute: () => firmRoute,
  path: "models/$model",
  params: {
    parse: ({ model }) => ({ model: fromPathPart(model) }),
    stringify: ({ model }) => ({ model: toPathPart(model) }),
  },
  component: lazyRouteComponent(() => import("./entity-page.tsx"), "ModelPage"),
});
