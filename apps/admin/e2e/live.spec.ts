import { once } from "node:events";
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { startTestApi } from "api/testing";
import { localDayAt } from "usage-core";
import { expect, expectNoAxeViolations, figure, settled, test } from "./fixtures.ts";
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

test("a call recorded while the page is open shows by the event of its firm, and nothing moves", async ({
  page,
  api,
  world,
  signIn,
}) => {
  const firm = firmOf("live-open");
  await importCalls(world.variables, firm, [callOf("first")]);
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toHaveText("Live");
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  const unrest = await watchForUnrest(page);
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second")] });
  await expect(figure(page, "Total cost")).toHaveText("€2.50", AT_ONCE);
  await expect(figure(page, "Calls")).toHaveText("2");
  await expect(page.getByRole("region", { name: "By user" }).getByRole("row", { name: /ana/ })).toContainText("€2.50");
  await settled(page);
  const { shift, skeletons } = await unrest();
  expect(shift).toBeLessThan(0.01);
  expect(skeletons).toBe(0);
});

test("another firm that is chosen is followed from then on", async ({ page, api, world, signIn }) => {
  const [first, second] = [firmOf("live-left"), firmOf("live-chosen")];
  for (const firm of [first, second]) await importCalls(world.variables, firm, [callOf("first")]);
  await signIn();
  await page.goto(`/firms/${first.id}`);
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  await page.getByRole("combobox", { name: "Firm" }).fill(second.name);
  const follows = page.waitForRequest(
    (request) => request.url().includes("/trpc/usage.changes") && request.url().includes(second.id),
  );
  await page.getByRole("option", { name: second.name }).click();
  await follows;
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await api.ingest.record.mutate({ firmId: second.id, calls: [callOf("second")] });
  await expect(figure(page, "Total cost")).toHaveText("€2.50", AT_ONCE);
});

test("a call of any firm shows on the page of all firms", async ({ page, api, world, signIn }) => {
  const firm = firmOf("live-any");
  await importCalls(world.variables, firm, [callOf("first")]);
  await signIn();
  await page.goto(`/firms?q=${firm.id}`);
  await settled(page);
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  const row = page.getByRole("row", { name: firm.name });
  await expect(row).toContainText("€1.25");
  const unrest = await watchForUnrest(page);
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second")] });
  await expect(row).toContainText("€2.50", AT_ONCE);
  const { shift, skeletons } = await unrest();
  expect(shift).toBeLessThan(0.01);
  expect(skeletons).toBe(0);
});

test("a server that answers, and does not hear of changes itself, is not taken for live", async ({
  page,
  firm,
  signIn,
}) => {
  await using deaf = await startDeafServer();
  await page.route("**/trpc/*.changes*", (route) => route.continue({ url: deaf.url }));
  await signIn();
  for (const path of ["/firms", `/firms/${firm.id}`]) {
    await page.goto(path);
    await settled(page);
    await expect(page.getByText(/^Live updates are lost\./)).toBeVisible();
    await expect(page.locator(".live-mark")).toHaveText("Not live");
  }
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
  const firms = await context.newPage();
  await firms.goto(`${server.url}/firms?q=${firm.id}`);
  await settled(firms);
  await expect(firms.locator(".live-mark[data-state=live]")).toBeVisible();

  await server.stop();
  await expect(banner).toBeVisible();
  await expect(firms.getByText(/^Live updates are lost\./)).toBeVisible();
  await expect(page.locator(".live-mark")).toHaveText("Not live");
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second")] });
  await expect(page.getByText(/^The last refresh failed; these are the figures of \d\d:/)).toBeVisible();
  await expect(figure(page, "Total cost")).toHaveText("€1.25");
  await expect(page.getByRole("alert")).toHaveCount(0);
  const row = firms.getByRole("row", { name: firm.name });
  await expect(firms.getByText(/^The last refresh failed; these are the figures of \d\d:.*, UTC\./)).toBeVisible();
  await expect(row).toContainText("€1.25");

  await server.restart();
  await expect(row).toContainText("€2.50");
  await expect(firms.locator(".live-mark[data-state=live]")).toBeVisible();
  await expect(firms.getByText(/^The last refresh failed/)).toHaveCount(0);
  await firms.close();
  await expect(figure(page, "Total cost")).toHaveText("€2.50");
  await expect(banner).toBeHidden();
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  await expect(page.getByText(/^The last refresh failed/)).toHaveCount(0);
  // A page that is open while the server ends has something to complain about.
  await page.goto("about:blank");
  complaints.expect(/^Failed to load resource: net::ERR_/);
});

test("a page whose code does not come while the server is away says so, and comes when it is back", async ({
  page,
  context,
  world,
  firm,
  complaints,
}) => {
  await using server = await startTestApi(world.variables);
  await context.addCookies([
    { name: "usage-session", value: world.accessToken, url: server.url, httpOnly: true, sameSite: "Strict" },
  ]);
  const quality = page.getByRole("heading", { level: 1, name: "Data quality" });
  await page.goto(`${server.url}/firms/${firm.id}/quality?range=90d`);
  await settled(page);

  await server.stop();
  // A part of the page leaves the rest of it where it is.
  await page.getByRole("button", { name: /^Period/ }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("The server did not answer.");
  await page.getByRole("dialog").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Try again" })).toBeEnabled();
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");
  await expect(quality).toBeVisible();

  const pages = page.getByRole("navigation", { name: "Pages" });
  const isRefused = page.waitForEvent("requestfailed", (request) => request.method() === "HEAD");
  await pages.getByRole("link", { name: "Explore" }).hover();
  await isRefused;
  await expect(quality).toBeVisible();
  await pages.getByRole("link", { name: "Explore" }).click();
  const isAway = page.getByRole("heading", { name: "The server does not answer" });
  await expect(isAway).toBeVisible();
  // Also what the page is adorned with came before.
  const logo = page.getByRole("main").locator("img");
  await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const again = page.getByRole("button", { name: "Try again" });
  await expectNoAxeViolations(page);
  const isRefusedAgain = page.waitForEvent("requestfailed", (request) => request.method() === "HEAD");
  await again.click();
  await isRefusedAgain;
  await expect(again).toBeEnabled();
  await expect(isAway).toBeVisible();
  await page.goBack();
  await expect(quality).toBeVisible();
  await page.goForward();
  await expect(isAway).toBeVisible();

  await server.restart();
  // By itself: the page may be on a wall.
  await expect(page.getByRole("heading", { level: 1, name: "Explore" })).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/firms/${firm.id}/explore?range=90d`);
  await settled(page);
  // A page that is open while the server ends has something to complain about.
  await page.goto("about:blank");
  complaints.expect(/^Failed to load resource: net::ERR_/);
  complaints.expect(
    /^(Type)?Error: (A part of the page did not come\. )?(Failed to fetch dynamically imported module|Unable to preload CSS)/,
  );
  // axe's own: it would read the styles anew.
  complaints.allow(/^Couldn't load preload assets/);
});

/** Answers as a server does that does not hear of changes: with a stream that begins, and is refused then. */
async function startDeafServer() {
  const refusal = { code: -32603, message: "", data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503, fields: [] } };
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("retry: 500\nevent: connected\ndata: {}\n\n");
    setTimeout(() => response.end(`event: serialized-error\ndata: ${JSON.stringify(refusal)}\n\n`), 50);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Watches the page from now on; gives how far things moved by themselves, as browsers count it, and the skeletons that showed. */
async function watchForUnrest(page: Page): Promise<() => Promise<{ shift: number; skeletons: number }>> {
  const watch = await page.evaluateHandle(() => {
    const seen = { shift: 0, skeletons: 0 };
    const shifts = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) if ("value" in entry) seen.shift += Number(entry.value);
    });
    shifts.observe({ type: "layout-shift" });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          if (node.matches(".mantine-Skeleton-root")) seen.skeletons += 1;
          seen.skeletons += node.querySelectorAll(".mantine-Skeleton-root").length;
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  return () => watch.jsonValue();
}

/** Says to the page what a browser says when its tab goes to the background and comes back: without windows none does. */
async function show(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, state);
}
