import type { Request } from "@playwright/test";
import { openIn } from "./every-page.ts";
import { expect, expectNoAxeViolations, holdRequests, settled, test } from "./fixtures.ts";
import { enter } from "./keyboard.ts";
import { EMPTY_FIRM } from "./world.ts";

test("the reader's language is kept, and reaches every figure", async ({ page, signIn, firm }) => {
  await signIn();
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  await page.getByRole("radiogroup", { name: "Language" }).getByText("RO").click();
  await expect(page.getByRole("heading", { name: "Cost pe săptămână" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ro");
  await expect(page.locator(".figures-value").first()).toHaveText(/^\d{1,3}(\.\d{3})*,\d\d\s€$/u);
  await expect(page.getByRole("link", { name: "Asistent AI", exact: true })).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(page.getByRole("heading", { name: "Pe funcționalități" })).toBeVisible();
});

test("a language whose texts do not come says so, and is there when they do", async ({
  page,
  signIn,
  firm,
  complaints,
}) => {
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  const isOfServer = (request: Request) => request.method() === "HEAD" || /\/assets\/ro-[^/]*\.js$/.test(request.url());
  await page.route("**/*", (route) => (isOfServer(route.request()) ? route.abort() : route.fallback()));
  const romanian = page.getByRole("radiogroup", { name: "Language" }).getByText("RO");
  await romanian.click();
  await expect(page.getByRole("alert")).toContainText("The server did not answer.");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.unrouteAll();
  await romanian.click();
  await expect(page.getByRole("heading", { level: 1, name: "Privire generală" })).toBeVisible();
  complaints.expect(/^Failed to load resource: net::ERR_FAILED/);
});

test("the browser's language decides at first", async ({ browser, world, complaints }) => {
  const context = await browser.newContext({ locale: "ro-RO", baseURL: world.url });
  complaints.hear(context);
  complaints.expect(/status of 401/);
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Nu ești conectat" })).toBeVisible();
  await context.close();
});

test("the reader's colours are kept, and stand before the page's code runs", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/firms");
  await settled(page);
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
  await page.getByRole("button", { name: "Use the dark colours" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.route("**/assets/*.js", (route) => route.fulfill({ body: "", contentType: "text/javascript" }));
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(13, 17, 22)");
});

test("the keyboard alone goes all the way", async ({ page, signIn, firm }) => {
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to the content" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Skip to the content" })).toBeInViewport();

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "AI Usage" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Firm" })).toBeFocused();
  await enter(page, page.getByRole("button", { name: /^Period/ }));
  await expect(page.getByRole("button", { name: "This month", exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  await expect(page.getByRole("button", { name: /^Period: Last month/ })).toBeFocused();

  await enter(page, page.getByRole("button", { name: "Show as table" }).first());
  await enter(page, page.getByRole("button", { name: /^Open 1 / }).first());
  await expect(page.getByRole("heading", { name: /^Hours of/ })).toBeFocused();
  await enter(page, page.getByRole("button", { name: "Close the hours" }));
  await expect(page.getByRole("heading", { name: "Cost per day" })).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("finds nothing on the dashboard, with hours, tables and the calendar open", async ({ page, signIn, firm }) => {
      await signIn();
      await page.goto(`/firms/${firm.id}?range=90d&day=${firm.today}`);
      await settled(page);
      await expectNoAxeViolations(page);
      const toggles = page.getByRole("button", { name: "Show as table" });
      while ((await toggles.count()) > 0) await toggles.first().click();
      await page.getByRole("button", { name: /^Period/ }).click();
      await expect(page.getByRole("button", { name: "Previous month" })).toBeVisible();
      await expectNoAxeViolations(page);
      await page.keyboard.press("Escape");
      await page.getByRole("combobox", { name: "Firm" }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
      await expectNoAxeViolations(page);
    });

    test("finds nothing while loading, with errors and without calls", async ({ page, signIn, firm, complaints }) => {
      await signIn();
      const release = await holdRequests(page, "**/trpc/usage.*", "abort");
      await page.goto(`/firms/${firm.id}`);
      await expect(page.locator(".mantine-Skeleton-root").first()).toBeVisible();
      await expectNoAxeViolations(page);
      release();
      await expect(page.getByRole("alert").first()).toBeVisible();
      await expectNoAxeViolations(page);
      await page.unroute("**/trpc/usage.*");
      await page.goto(`/firms/${EMPTY_FIRM.id}`);
      await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
      await expectNoAxeViolations(page);
      complaints.expect(/net::ERR_FAILED/);
    });

    test("finds nothing signed out or lost", async ({ page, complaints }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
      await expectNoAxeViolations(page);
      await page.goto("/nowhere");
      await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
      await expectNoAxeViolations(page);
      complaints.expect(/status of 401/);
    });
  });
}

for (const width of [360, 768]) {
  test(`an opened calendar stands within a window of ${width} pixels`, async ({ page, signIn, firm }) => {
    await page.setViewportSize({ width, height: 780 });
    await signIn();
    for (const language of ["ro", "en"] as const) {
      await openIn(page, language, `/firms/${firm.id}?range=90d&day=${firm.today}`);
      await page.getByRole("button", { name: /^(Period|Perioada)/ }).click();
      await expect(page.getByRole("button", { name: /^(Previous month|Luna precedentă)$/ })).toBeInViewport();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });
}
