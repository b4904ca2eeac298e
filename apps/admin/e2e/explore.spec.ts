import type { Page } from "@playwright/test";
import { addDays, type ExploreQueryInput, featureName, formatCount, formatEur, localeOf } from "usage-core";
import { expect, expectAddress, expectNoAxeViolations, settled, test } from "./fixtures.ts";
import { EMPTY_FIRM } from "./world.ts";

const LOCALE = localeOf("en");

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

function rows(page: Page) {
  return page.getByRole("region", { name: "Rows", exact: true });
}

/** Opens a list by the keyboard: where some are chosen already, nothing of its field is left to click on. */
async function openPicker(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name }).focus();
  await page.keyboard.press("ArrowDown");
}

/** The cells of the table's rows, its sums last. */
async function cellsOf(page: Page): Promise<string[][]> {
  const lines = await rows(page).locator("tbody tr:not([data-space]), tfoot tr").all();
  return Promise.all(lines.map((line) => line.locator("th, td").allInnerTexts()));
}

test("the rows are the API's, add up to the total, and are compared", async ({ page, api, firm }) => {
  const query: ExploreQueryInput = {
    range: firm.last90Days,
    groupBy: ["feature"],
    top: 5,
    measure: "calls",
    compareWith: "previousPeriod",
  };
  const { data } = await api.usage.explore.query({ firmId: firm.id, ...query });
  await page.goto(`/firms/${firm.id}/explore?range=90d&top=5&measure=calls&compare=previousPeriod`);
  await settled(page);
  const { other } = data;
  if (other === null) throw new Error("the demo has at most five features; this test needs more");
  const shown = await cellsOf(page);
  expect(shown.map(([name, , cost, , , , calls, , failed]) => [name, cost, calls, failed])).toEqual(
    [
      ...data.rows.map((row) => ({ name: featureName(row.key.feature ?? "", "en"), ...row })),
      { name: `Other (${other.keys})`, ...other },
      { name: "Total", ...data.total },
    ].map(({ name, figures }) => [
      name,
      formatEur(figures.cost, LOCALE),
      formatCount(figures.calls, LOCALE),
      formatCount(figures.failedCalls, LOCALE),
    ]),
  );
  const calls = [...data.rows, other].reduce((sum, { figures }) => sum + figures.calls, 0);
  expect(calls).toBe(data.total.figures.calls);
  await expect(page.locator(".recharts-bar")).toHaveCount(6);
});

test("all that is in no row opens to the calls that were told apart", async ({ page, api, firm }) => {
  const range = firm.last90Days;
  const { data } = await api.usage.explore.query({ firmId: firm.id, range, filters: { provider: ["openai"] } });
  await page.goto(`/firms/${firm.id}/explore?range=90d&by=feature&top=5&provider=openai`);
  await settled(page);
  await rows(page)
    .getByRole("button", { name: /^Cost of Other/ })
    .click();
  const opened = page.getByRole("dialog");
  await expect(opened).toContainText("All that is in none of the rows is added up.");
  await opened.getByRole("link", { name: /^All the calls that were told apart/ }).click();
  await expectAddress(page, `/firms/${firm.id}/calls?from=${range.startDate}&to=${range.endDate}&provider=openai`);
  await expect(page.getByText(new RegExp(`^${formatCount(data.total.figures.calls, LOCALE)} calls · `))).toBeVisible();
});

test("what is built is in the address, shows the same in a second page, and back goes back", async ({
  page,
  context,
  api,
  firm,
}) => {
  await page.goto(`/firms/${firm.id}/explore?range=90d`);
  await settled(page);
  await openPicker(page, "Group by, in order");
  await page.getByRole("option", { name: "User" }).click();
  await page.keyboard.press("Escape");
  await expectAddress(page, `/firms/${firm.id}/explore?by=feature&by=user&range=90d`);
  await openPicker(page, "Filter: Model");
  await page.getByRole("option", { name: "gpt-4o", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Measure" }).click();
  await page.getByRole("option", { name: "Tokens" }).click();
  await page.getByText("Lines", { exact: true }).click();
  await rows(page).getByRole("button", { name: "Calls", exact: true }).click();
  await expect(page).toHaveURL(/sort=-calls/);
  await settled(page);
  const { data } = await api.usage.explore.query({
    firmId: firm.id,
    range: firm.last90Days,
    groupBy: ["feature", "user"],
    filters: { model: ["gpt-4o"] },
    measure: "tokens",
  });
  const [first] = data.rows.toSorted((a, b) => b.figures.calls - a.figures.calls);
  await expect(rows(page).locator("tbody tr").first()).toContainText(formatCount(first?.figures.calls ?? -1, LOCALE));

  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  expect(await cellsOf(second)).toEqual(await cellsOf(page));
  await expect(second.getByRole("radio", { name: "Lines" })).toBeChecked();
  await second.close();

  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expectAddress(page, `/firms/${firm.id}/explore?by=feature&by=user&model=gpt-4o&range=90d`);
  await expect(page.getByRole("radio", { name: "Bars" })).toBeChecked();
  await settled(page);
});

test("the file to download has the rows that are shown", async ({ page, api, firm }) => {
  await page.goto(`/firms/${firm.id}/explore?range=90d&by=model&top=5`);
  await settled(page);
  const table = page.getByRole("region", { name: "Rows", exact: true });
  await table.getByRole("button", { name: "Download or print" }).click();
  const item = page.getByRole("menuitem", { name: "Download as NDJSON" });
  const address = new URL(String(await item.getAttribute("href")), page.url());
  expect(address.pathname).toBe("/v1/export/explore.ndjson");
  expect(address.searchParams.get("language")).toBe("en");
  const asked: ExploreQueryInput = JSON.parse(String(address.searchParams.get("query")));
  const { data } = await api.usage.explore.query({ firmId: firm.id, ...asked });
  expect(data.rows.map(({ key }) => key.model)).toEqual(
    (await cellsOf(page)).slice(0, data.rows.length).map(([name]) => name),
  );
  await page.keyboard.press("Escape");
  // Of the chart, over time.
  const chart = page.getByRole("region", { name: "Over time", exact: true });
  await chart.getByRole("button", { name: "Download or print" }).click();
  const series = new URL(String(await item.getAttribute("href")), page.url());
  expect(JSON.parse(String(series.searchParams.get("query")))).toEqual({ ...asked, granularity: "week" });
});

test("a bar narrows the period, and a single day shows its hours", async ({ page, firm }) => {
  const day = addDays(firm.today, -7);
  await page.goto(`/firms/${firm.id}/explore?from=${addDays(day, -3)}&to=${day}&chart=table`);
  await settled(page);
  await page
    .getByRole("region", { name: "Over time", exact: true })
    .getByRole("button", { name: /^Open/ })
    .last()
    .click();
  await expectAddress(page, `/firms/${firm.id}/explore?chart=table&from=${day}&to=${day}`);
  await settled(page);
  await expect(page.getByRole("columnheader", { name: "Hour" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("columnheader", { name: "Day" })).toBeVisible();
});

test("hours are for at most 31 days, and the page says so", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}/explore?range=90d&step=hour`);
  await settled(page);
  const steps = page.getByRole("combobox", { name: "Time steps" });
  await expect(steps).toHaveAttribute("title", /at most 31 days; this one has 90/);
  await steps.click();
  await expect(page.getByRole("option", { name: "By hour (up to 31 days)" })).toHaveAttribute(
    "data-combobox-disabled",
    "true",
  );
});

test("names lead to their pages, and numbers to the calls behind them", async ({ page, api, firm }) => {
  const { data } = await api.usage.explore.query({
    firmId: firm.id,
    range: firm.last90Days,
    groupBy: ["provider"],
    filters: { user: ["batch"] },
  });
  const provider = data.rows[0]?.key.provider ?? "";
  await page.goto(`/firms/${firm.id}/explore?range=90d&by=provider&user=batch`);
  await settled(page);
  await rows(page)
    .getByRole("button", { name: new RegExp(`^Calls of ${provider}: .* Explain$`) })
    .click();
  const behind = page.getByRole("dialog").getByRole("link");
  const { startDate, endDate } = firm.last90Days;
  const address = new URL(String(await behind.getAttribute("href")), page.url());
  expect(address.pathname).toBe(`/firms/${firm.id}/calls`);
  expect(Object.fromEntries(address.searchParams)).toEqual({ user: "batch", provider, from: startDate, to: endDate });
  await page.keyboard.press("Escape");
  await rows(page).getByRole("link", { name: provider, exact: true }).click();
  await expectAddress(page, `/firms/${firm.id}/providers/${provider}?range=90d`);
});

test("a question that reads too much is refused with what to do", async ({ page, firm, complaints }) => {
  const message = "range: there are 3,000,000 calls. Ask for a shorter range, or for one dimension by day";
  await page.route("**/trpc/usage.explore*", (route) =>
    route.fulfill({
      status: 400,
      json: [{ error: { code: -32600, message, data: { code: "BAD_REQUEST", httpStatus: 400, fields: [] } } }],
    }),
  );
  await page.goto(`/firms/${firm.id}/explore?range=90d&by=model&by=user`);
  await expect(page.getByRole("alert")).toContainText(message);
  await expectNoAxeViolations(page);
  await page.unroute("**/trpc/usage.explore*");
  await page.getByRole("button", { name: "One dimension alone" }).click();
  await expectAddress(page, `/firms/${firm.id}/explore?by=model&range=90d`);
  await settled(page);
  await expect(rows(page)).toBeVisible();
  // The browser notes the refusal itself.
  complaints.expect(/status of 400/);
});

test("as many filters as an address holds are answered", async ({ page, firm }) => {
  const search = new URLSearchParams({ range: "90d" });
  for (let index = 0; index < 100; index += 1)
    search.append("user", `${1000 + index}b5f6-8f6e-4a34-9c1d-2f6f3f1f5a7700`);
  for (let index = 0; index < 60; index += 1) search.append("model", `a-model-of-some-provider-2026-${index}`);
  await page.goto(`/firms/${firm.id}/explore?${search}`);
  await settled(page);
  await expect(page.getByRole("heading", { name: "No calls match in this period" })).toBeVisible();
});

test("nothing found says so, and how to find something", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}/explore?model=no-such-model`);
  await settled(page);
  await expect(page.getByRole("heading", { name: "No calls match in this period" })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole("button", { name: "Clear all filters" }).last().click();
  await expectAddress(page, `/firms/${firm.id}/explore`);
  await page.goto(`/firms/${EMPTY_FIRM.id}/explore`);
  await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
});

test("the keyboard alone builds a question and opens a day", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}/explore?range=last-month`);
  await settled(page);
  await page.getByRole("combobox", { name: "Group by, in order" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/by=feature&by=\w+/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Measure" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/measure=calls/);
  await settled(page);
  await page.locator(".recharts-surface[role='application']").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=(\d{4}-\d\d-\d\d)&.*to=\1/);
});

test("axe finds nothing in an open list of choices", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}/explore?range=90d&by=feature&by=user&model=gpt-4o`);
  await settled(page);
  for (const picker of ["Group by, in order", "Filter: User"]) {
    await openPicker(page, picker);
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
  }
});
