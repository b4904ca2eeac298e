import { addDays, type DateRange, formatDate, formatDateRange, localeOf, monthStart } from "usage-core";
import { expect, expectAddress, expectNoAxeViolations, figure, holdRequests, settled, test } from "./fixtures.ts";
import { printToken } from "./processes.ts";
import { EMPTY_FIRM } from "./world.ts";

test("a firm without calls is told how they get in", async ({ page, signIn }) => {
  await signIn();
  await page.goto(`/firms/${EMPTY_FIRM.id}`);
  await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
  await expect(page.getByText(`npm run usage -- import calls.csv --firm ${EMPTY_FIRM.id}`)).toBeVisible();
  await expect(page.getByText(`keys create --firm ${EMPTY_FIRM.id} --scopes ingest`)).toContainText("/v1/usage");
  await expect(figure(page, "Total cost")).toHaveText("€0.00");
  await expect(figure(page, "Success rate")).toHaveText("–");
});

test("a firm with calls is shown the way to them from a period without, and is not told how to begin", async ({
  page,
  signIn,
  api,
  firm,
}) => {
  await signIn();
  const { data: lastDate } = await api.usage.lastCallDate.query({ firmId: firm.id });
  const shown = (range: DateRange) => formatDateRange(range, localeOf("en"));
  const past = { startDate: "2020-02-01", endDate: "2020-02-29" };
  const last = { startDate: addDays(String(lastDate), -29), endDate: String(lastDate) };
  for (const path of ["", "/calls", "/explore", "/quality"]) {
    await page.goto(`/firms/${firm.id}${path}?from=${past.startDate}&to=${past.endDate}`);
    await settled(page);
    await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
    await expect(page.getByText(`The firm has calls, but none from ${shown(past)}.`)).toBeVisible();
    await expect(page.getByText("npm run usage -- import")).toHaveCount(0);
    await expectNoAxeViolations(page);
    await page.getByRole("link", { name: `The last calls: ${shown(last)}` }).click();
    await expectAddress(page, `/firms/${firm.id}${path}?from=${last.startDate}&to=${last.endDate}`);
    await settled(page);
    await expect(page.getByRole("heading", { name: "No calls in this period" })).toHaveCount(0);
  }
});

test("a server that cannot be reached is named, and trying again helps", async ({ page, signIn, firm, complaints }) => {
  await signIn();
  await page.route("**/trpc/usage.*", (route) => route.abort());
  await page.goto(`/firms/${firm.id}`);
  const alerts = page.getByRole("alert");
  await expect(alerts.first()).toContainText("The server did not answer.");
  // Figures, spend, running total, four breakdowns and the week.
  await expect(alerts).toHaveCount(8);
  await page.unroute("**/trpc/usage.*");
  const again = alerts.getByRole("button", { name: "Try again" }).first();
  await again.click();
  await expect(figure(page, "Total cost")).toBeVisible();
  // The page also asks by itself: a panel's button can be gone before it is clicked.
  await expect(async () => {
    if ((await alerts.count()) > 0) await again.click({ timeout: 1_000 });
    await expect(alerts).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await settled(page);
  complaints.expect(/net::ERR_FAILED/);
});

test("a list of calls that did not come, comes by itself when the server is back", async ({
  page,
  signIn,
  firm,
  complaints,
}) => {
  await signIn();
  await page.clock.install();
  await page.route(/\/trpc\/[^?]*usage\.calls/, (route) => route.abort());
  await page.goto(`/firms/${firm.id}/calls?range=90d`);
  await expect(page.getByRole("alert")).toContainText("The server did not answer.");
  await page.unroute(/\/trpc\/[^?]*usage\.calls/);
  await page.clock.fastForward(20_000);
  await expect(page.locator(".calls-table tbody tr").first()).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  complaints.expect(/net::ERR_FAILED/);
});

test("a refresh that fails leaves the figures, and says how old they are", async ({
  page,
  signIn,
  firm,
  complaints,
}) => {
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  const cost = await figure(page, "Total cost").textContent();
  await page.route("**/trpc/**", (route) => route.abort());
  // A page that hears of changes asks by itself once a minute only.
  await expect(page.getByText(/^The last refresh failed; these are the figures of \d\d:/)).toBeVisible({
    timeout: 90_000,
  });
  await expect(figure(page, "Total cost")).toHaveText(String(cost));
  await expect(page.getByRole("alert")).toHaveCount(0);
  complaints.expect(/net::ERR_FAILED/);
});

test("figures of another day name it when they cannot be refreshed", async ({ page, signIn, firm, complaints }) => {
  await page.clock.install();
  await signIn();
  const { startDate, endDate } = firm.last90Days;
  await page.goto(`/firms/${firm.id}/explore?from=${startDate}&to=${endDate}`);
  await settled(page);
  await expect(page.getByText(/^As of \d\d:\d\d:\d\d, Europe/)).toBeVisible();
  await page.route("**/trpc/**", (route) => route.abort());
  await page.clock.fastForward("24:00:00");
  const day = formatDate(firm.today, localeOf("en"), "date");
  await expect(page.getByText("The last refresh failed; these are the figures of")).toContainText(day);
  complaints.expect(/^Failed to load resource: net::ERR_FAILED/);
});

test("a page of which a part is gone, as after an update of the server, is loaded anew", async ({
  page,
  signIn,
  firm,
  complaints,
}) => {
  await signIn();
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  let isGone = true;
  await page.route(/\/assets\/explore-page-[^/]*\.js$/, (route) =>
    isGone ? route.fulfill({ status: 404, body: "" }) : route.continue(),
  );
  page.on("request", (request) => {
    if (request.isNavigationRequest()) isGone = false;
  });
  const loaded = page.waitForEvent("load");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Explore" }).hover();
  await loaded;
  await settled(page);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Explore" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Explore" })).toBeVisible();
  await settled(page);
  complaints.expect(/status of 404/);
});

test("a page that could not even begin is loaded anew without asking: there is nothing to lose", async ({
  page,
  signIn,
  firm,
  complaints,
}) => {
  await signIn();
  let starts = 0;
  await page.route(/\/assets\/start-[^/]*\.js$/, (route) => (starts++ === 0 ? route.abort() : route.continue()));
  await page.route("**/firms/**", (route) => (route.request().method() === "HEAD" ? route.abort() : route.continue()));
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  expect(starts).toBe(2);
  complaints.expect(/net::ERR_FAILED/);
  complaints.allow(/Failed to fetch dynamically imported module/);
});

test("a question that the server refuses shows its reason, in the reader's language", async ({
  page,
  signIn,
  firm,
  complaints,
}) => {
  await signIn();
  await page.route("**/trpc/usage.*", async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set("input", (url.searchParams.get("input") ?? "").replaceAll(firm.id, "someone-else"));
    await route.continue({ url: url.href });
  });
  await page.goto(`/firms/${firm.id}`);
  await expect(page.getByRole("alert").first()).toContainText("someone-else");
  await page.getByRole("radiogroup", { name: "Language" }).getByText("RO").click();
  const alert = page.getByRole("alert").first();
  await expect(alert).toContainText("Nu există sau nu ai voie să vezi.");
  // The server's own words are English, and say so to screen readers.
  await expect(alert.locator("[lang=en]")).toContainText("someone-else");
  complaints.expect(/status of 404/);
});

test("who may see one firm has no firm to pick", async ({ page, world, firm }) => {
  const link = await printToken(world.variables, ["--role", "firm", "--firm", firm.id, "--link"]);
  await page.goto(`/${new URL(link).hash}`);
  await settled(page);
  await expect(page).toHaveURL(`/firms/${firm.id}`);
  await expect(page.getByText(firm.name, { exact: true })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link")).toHaveText([
    "Overview",
    "Explore",
    "Calls",
    "Data quality",
  ]);
  await page.goto("/firms");
  await expect(page).toHaveURL(`/firms/${firm.id}`);
  await page.goto(`/firms/${EMPTY_FIRM.id}`);
  await expect(page.getByRole("heading", { name: "There is no such firm" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Firm" })).toHaveCount(0);
});

test("a period that loads leaves the one before on screen, another firm's does not", async ({
  page,
  api,
  signIn,
  firm,
}) => {
  const other = (await api.firms.list.query()).find(({ timeZone }) => timeZone === "Asia/Kolkata");
  await signIn();
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  const cost = await figure(page, "Total cost").textContent();
  const release = await holdRequests(page, "**/trpc/usage.*");
  await page.getByRole("button", { name: /^Period/ }).click();
  await page.getByRole("button", { name: "Last 90 days" }).click();
  await expect(page.locator(".figures [data-stale]")).toBeVisible();
  await expect(figure(page, "Total cost")).toHaveText(String(cost));
  // What is still on screen is told by its own period.
  const lastMonth = addDays(monthStart(firm.today), -1);
  const period = formatDateRange({ startDate: monthStart(lastMonth), endDate: lastMonth }, localeOf("en"));
  const ofFeatures = page.getByRole("region", { name: "By feature" }).getByRole("table");
  for (const number of [figure(page, "Total cost").getByRole("button"), ofFeatures.getByRole("button").first()]) {
    await number.click();
    await expect(page.getByRole("dialog").getByText(period)).toBeVisible();
    await page.keyboard.press("Escape");
  }
  await page.getByRole("combobox", { name: "Firm" }).click();
  await page.getByRole("option", { name: String(other?.name) }).click();
  await expect(figure(page, "Total cost")).toHaveCount(0);
  release();
  await settled(page);
  await expect(figure(page, "Total cost")).not.toHaveText(String(cost));
});
