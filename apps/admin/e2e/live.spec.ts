import type { Page } from "@playwright/test";
import { startTestApi } from "api/testing";
import { localDayAt } from "usage-core";
import { expect, figure, settled, test } from "./fixtures.ts";
import { importCalls, type NewFirm } from "./processes.ts";

/** Far below the minute after which a page that hears of changes asks by itself, in milliseconds. */
const AT_ONCE = { timeout: 10_000 };

function callOf(id: string) {
  return {
    id,
    userId: "ana",
    feature: "assistant_chat",
    provider: "openai",
    model: "gpt-4o",
    inputTokens: 1200,
    outputTokens: 34,
    costEur: "1.25",
    success: true,
    createdAt: new Date().toISOString(),
  };
}

function firmOf(id: string): NewFirm {
  return { id, name: `Firm ${id}`, timeZone: "Europe/Bucharest" };
}

test("a call recorded while the page is open shows by the event of its firm", async ({ page, api, world, signIn }) => {
  const firm = firmOf("live-open");
  await importCalls(world.variables, firm, [callOf("first")]);
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toHaveText("Live");
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second")] });
  await expect(figure(page, "Total cost")).toHaveText("€2.50", AT_ONCE);
  await expect(figure(page, "Calls")).toHaveText("2");
  await expect(page.getByRole("region", { name: "By user" }).getByRole("row", { name: /ana/ })).toContainText("€2.50");
});

test("a page in the background lets go of its stream, and catches up when it is shown again", async ({
  page,
  api,
  world,
  signIn,
}) => {
  const firm = firmOf("live-hidden");
  await importCalls(world.variables, firm, [callOf("first")]);
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  const streamEnds = page.waitForEvent("requestfailed", (request) => request.url().includes("/trpc/usage.changes"));
  await show(page, "hidden");
  await streamEnds;
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second")] });
  await expect
    .poll(async () => {
      const { date } = localDayAt(Date.now(), firm.timeZone);
      const range = { startDate: date, endDate: date };
      return (await api.usage.overview.query({ firmId: firm.id, range })).data.totalCalls;
    })
    .toBe(2);
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await show(page, "visible");
  await expect(figure(page, "Total cost")).toHaveText("€2.50", AT_ONCE);
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
});

test("a server that goes away is named, the figures stay, and all is well when it is back", async ({
  page,
  context,
  api,
  world,
  complaints,
}) => {
  const firm = firmOf("live-lost");
  await importCalls(world.variables, firm, [callOf("first")]);
  // One of its own: the others' must not go away.
  await using server = await startTestApi(world.variables);
  await context.addCookies([
    { name: "usage-session", value: world.accessToken, url: server.url, httpOnly: true, sameSite: "Strict" },
  ]);
  await page.goto(`${server.url}/firms/${firm.id}`);
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  const banner = page.getByText(/^Live updates are lost\./);
  await expect(banner).toBeHidden();

  await server.stop();
  await expect(banner).toBeVisible();
  await expect(page.locator(".live-mark")).toHaveText("Not live");
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second")] });
  await expect(page.getByText(/^The last refresh failed; these are the figures of \d\d:/)).toBeVisible();
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await expect(page.getByRole("alert")).toHaveCount(0);

  await server.restart();
  await expect(figure(page, "Total cost")).toHaveText("€2.50");
  await expect(banner).toBeHidden();
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  await expect(page.getByText(/^The last refresh failed/)).toHaveCount(0);
  complaints.expect(/^Failed to load resource: net::ERR_/);
});

/** Says to the page what a browser says when its tab goes to the background and comes back: without windows none does. */
async function show(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, state);
}
