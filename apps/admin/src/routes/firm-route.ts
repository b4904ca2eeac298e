import { createRoute } from "@tanstack/react-router";
import { FirmLayout } from "../frame/firm-layout.tsx";
import { fromPathPart, toPathPart } from "./path-part.ts";
import { rootRoute } from "./root-route.ts";

/** What all pages of a firm stand in. */
export const firmRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "firms/$firmId",
  params: {
    parse: ({ firmId }) => ({ firmId: fromPathPart(firmId) }),
    stringify: ({ firmId }) => ({ firmId: toPathPart(firmId) }),
  },
  component: FirmLayout,
});
