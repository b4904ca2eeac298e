import { createRoute } from "@tanstack/react-router";
import { FirmLayout } from "../frame/firm-layout.tsx";
import { pathText } from "./path-part.ts";
import { rootRoute } from "./root-route.ts";

/** The parent of all pages of a firm. */
export const firmRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "firms/$firmId",
  params: pathText("firmId"),
  component: FirmLayout,
});
