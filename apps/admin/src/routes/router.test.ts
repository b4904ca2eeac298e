import { describe, expect, it } from "vitest";
import { routerAt } from "../testing/router-at.ts";
import { parsePlainSearch } from "./plain-search.ts";

const ODD_IDS = [
  "acme",
  "a/b.c",
  "/v1",
  "v1",
  "../trpc",
  ".",
  "..",
  "~",
  "~x",
  "",
  "50%",
  "%2F",
  "a b+c",
  "a?b#c&d=e",
  "țară",
  "a\\b",
  "企業",
  "{x}",
  "$firmId",
];

describe("an address", () => {
  it.each(ODD_IDS)("holds any firm and any key, such as %j", (id) => {
    const router = routerAt("/firms");
    const { href } = router.buildLocation({ to: "/firms/$firmId/models/$model", params: { firmId: id, model: id } });
    // As a browser reads it: steps are taken, and encoded ones too.
    const { pathname } = new URL(href, "http://localhost");
    expect(pathname.split("/")).toHaveLength(5);
    const [match] = routerAt(pathname).matchRoutes(pathname, {}).slice(-1);
    expect(match).toMatchObject({ routeId: "/firms/$firmId/models/$model", params: { firmId: id, model: id } });
  });

  it.each([
    ["/firms/acme/calls?feature=%00&range=bogus&from=2026-13-01&failed=yes", {}],
    ["/firms/acme/explore?by=bogus&feature=%00&model=gpt-4o&to=2026-01-01", { model: ["gpt-4o"] }],
    ["/firms/acme?day=never&range=7d", { range: "7d" }],
    ["/firms?q=%00&order=desc", {}],
  ])("%s leaves nothing to the page that was dropped", (address, search) => {
    const { pathname, search: written } = new URL(address, "http://localhost");
    const [match] = routerAt(address).matchRoutes(pathname, parsePlainSearch(written)).slice(-1);
    expect(JSON.parse(JSON.stringify(match?.search))).toEqual(search);
  });

  it("keeps the period from page to page, unless a link names another", () => {
    const router = routerAt("/firms/acme?range=30d&day=2026-11-03");
    const to = "/firms/$firmId/quality";
    const params = { firmId: "acme" };
    expect(router.buildLocation({ to, params }).href).toBe("/firms/acme/quality?range=30d");
    const other = { range: undefined, from: "2026-11-01", to: "2026-11-02" } as const;
    expect(router.buildLocation({ to, params, search: other }).href).toBe(
      "/firms/acme/quality?from=2026-11-01&to=2026-11-02",
    );
  });
});
