import { createRoute } from "@tanstack/react-router";
import { FirmLayout } from "../frame/firm-layout.tsx";
import { pathText } from "./path-part.ts";
import { rootRoute } from "./root-route.ts";

/** What all pages of a firm stand in. */
export const firmRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "firms/$firmId",
  params: pathText("firmId"),
  component: FirmLayout,
});
