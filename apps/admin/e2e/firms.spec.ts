import type { Page } from "@playwright/test";
import {
  addDays,
  type FirmUsage,
  formatCount,
  formatEur,
  formatRate,
  formatShare,
  isUnpriced,
  localeOf,
  monthStart,
} from "usage-core";
import { expect, expectNoAxeViolations, settled, test } from "./fixtures.ts";

const LOCALE = localeOf("en");

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

function names(page: Page) {
  return page.locator(".long-table tbody th");
}

/** A row's cells, without the change and the course, which are drawn. */
function cellTexts({
  firmName,
  cost,
  unpricedCalls,
  projectedMonthEnd,
  projectionUnpricedCalls,
  calls,
  successRate,
  unpricedPercent,
}: FirmUsage): string[] {
  const money = (amount: number, unpriced: number) =>
    isUnpriced({ cost: amount, unpricedCalls: unpriced }) ? "unpriced" : formatEur(amount, LOCALE);
  return [
    firmName,
    money(cost, unpricedCalls),
    money(projectedMonthEnd, projectionUnpricedCalls),
    calls === 0 ? "–" : formatRate(successRate, LOCALE),
    calls === 0 ? "–" : formatShare(unpricedPercent, LOCALE),
    formatCount(calls, LOCALE),
  ];
}

test("the firms are the API's, the dearest first, with their total", async ({ page, api }) => {
  // The projections move with the clock: page and test may have to ask again.
  await expect(async () => {
    await page.goto("/firms");
    await settled(page);
    const { firms, total } = await api.ops.firms.query({});
    const shown = await page
      .locator(".long-table tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll("th, td")]
            .filter((_, column) => column !== 2 && column !== 3)
            .map((cell) => cell.textContent),
        ),
      );
    expect(shown).toEqual(firms.map(cellTexts));
    const sums = page.locator(".long-table tfoot tr");
    await expect(sums.locator("th")).toHaveText("Total");
    await expect(sums.locator("td").nth(0)).toHaveText(formatEur(total.cost, LOCALE));
    await expect(sums.locator("td").nth(6)).toHaveText(formatCount(total.calls, LOCALE));
    expect(firms.reduce((sum, { calls }) => sum + calls, 0)).toBe(total.calls);
  }).toPass();
});

test("a firm's spend opens to its calls, of the firm's own period", async ({ page, api, firm }) => {
  await page.goto("/firms?range=last-month");
  await settled(page);
  const row = page.locator(".long-table tbody tr", { has: page.getByRole("link", { name: firm.name, exact: true }) });
  await row.getByRole("button", { name: new RegExp(`^Cost of ${firm.name}: `) }).press("Enter");
  const opened = page.getByRole("dialog");
  await expect(opened).toContainText(firm.timeZone);
  await expectNoAxeViolations(page);
  await opened.getByRole("link", { name: "The calls behind it" }).click();
  await expect(page).toHaveURL(/[?&]from=/);
  const { searchParams } = new URL(page.url());
  const range = { startDate: String(searchParams.get("from")), endDate: String(searchParams.get("to")) };
  const { data } = await api.usage.overview.query({ firmId: firm.id, range });
  await expect(page.getByText(new RegExp(`^${formatCount(data.totalCalls, LOCALE)} calls · `))).toBeVisible();
});

test("order and search live in the address, and back from a firm finds them as they were", async ({
  page,
  api,
  firm,
}) => {
  await page.goto("/firms");
  await settled(page);
  const sortByName = page.getByRole("button", { name: "Firm", exact: true });
  await sortByName.click();
  await expect(page).toHaveURL("/firms?sort=name&order=asc");
  // Whoever sorts by keyboard sorts on from where they are.
  await expect(sortByName).toBeFocused();
  const { firms } = await api.ops.firms.query({});
  const collator = new Intl.Collator(LOCALE, { numeric: true });
  const ordered = firms.map(({ firmName }) => firmName).sort(collator.compare);
  await expect(names(page)).toHaveText(ordered);

  const search = page.getByRole("searchbox");
  await search.pressSequentially(firm.name.slice(0, 5).toUpperCase());
  const found = ordered.filter((name) => name.toLowerCase().includes(firm.name.slice(0, 5).toLowerCase()));
  await expect(names(page)).toHaveText(found);
  await expect(search).toBeFocused();
  const address = page.url();
  expect(new URL(address).searchParams.get("q")).toBe(firm.name.slice(0, 5).toUpperCase());

  await page.getByRole("link", { name: firm.name, exact: true }).click();
  await settled(page);
  await expect(page).toHaveURL(`/firms/${firm.id}`);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(names(page)).toHaveText(found);
  await expect(search).toHaveValue(firm.name.slice(0, 5).toUpperCase());
  await page.reload();
  await expect(names(page)).toHaveText(found);
  await search.clear();
  await expect(page).toHaveURL("/firms?sort=name&order=asc");
  await page.goBack();
  await expect(page).toHaveURL("/firms");
  await expect(names(page)).toHaveText(firms.map(({ firmName }) => firmName));
});

test("a search that finds nobody says so", async ({ page }) => {
  await page.goto("/firms?q=nobody-of-that-name");
  await settled(page);
  await expect(page.locator(".long-table tbody")).toContainText("nobody-of-that-name");
  await expectNoAxeViolations(page);
});

test("the firms are ordered by how their spend changed, against the days that the page names and a firm's own page too", async ({
  page,
  api,
}) => {
  await page.goto("/firms?range=last-month&sort=change");
  await settled(page);
  const note = String(await page.locator(".panel-note").first().textContent());
  const shown = await names(page).allInnerTexts();
  await page.getByRole("link", { name: shown[0] ?? "", exact: true }).click();
  await settled(page);
  // The same words as the figure's of the firm.
  const against = note.slice(note.indexOf("against"));
  await expect(page.locator(".figures-cell").first()).toContainText(against);
  const range = await page.getByRole("button", { name: /^Period/ }).getAttribute("aria-label");
  expect(range).toContain("Last month");
  const month = new Date().toISOString().slice(0, 7);
  const endDate = addDays(`${month}-01`, -1);
  const { firms } = await api.ops.firms.query({ range: { startDate: monthStart(endDate), endDate } });
  const growth = ({ cost, previousCost }: FirmUsage) => cost / previousCost;
  const known = firms.filter(({ cost, previousCost }) => cost > 0 && previousCost > 0);
  const ordered = known.toSorted((a, b) => growth(b) - growth(a)).map(({ firmName }) => firmName);
  expect(shown.filter((name) => ordered.includes(name))).toEqual(ordered);
});
