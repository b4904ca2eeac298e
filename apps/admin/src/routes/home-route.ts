import { createRoute, redirect } from "@tanstack/react-router";
import { HomePage } from "./home-page.tsx";
import { rootRoute } from "./root-route.ts";

/** The start page. Links from before there were several pages lead here as well: `/?firm=acme&day=…`. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: parseOldLink,
  beforeLoad: ({ search: { firm, day } }) => {
    if (firm === undefined) return;
    throw redirect({ to: "/firms/$firmId", params: { firmId: firm }, search: { day }, replace: true });
  },
  component: HomePage,
});

interface OldLink {
  readonly firm?: string;
  readonly day?: string;
}

function parseOldLink({ firm, day }: Readonly<Record<string, unknown>>): OldLink {
  return {
    ...(typeof firm === "string" && firm !== "" ? { firm } : {}),
    ...(typeof day === "string" ? { day } : {}),
  };
}
