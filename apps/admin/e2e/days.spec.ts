import type { Page } from "@playwright/test";
import {
  addDays,
  type ExploreFigures,
  formatDate,
  formatEur,
  hoursOf,
  isUnpriced,
  localeOf,
  monthStart,
} from "usage-core";
import { expect, expectAddress, settled, test } from "./fixtures.ts";
import { tableRows } from "./table-rows.ts";

const LOCALE = localeOf("en");

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

function dailyChart(page: Page) {
  return page.getByRole("application", { name: /^Cost per day/ });
}

test("a click on a day opens its hours, which add up to the day", async ({ page, api, firm }) => {
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  // Anywhere above a day, and so on the fifth of so many columns of the same width.
  const chart = dailyChart(page);
  const box = await chart.locator(".recharts-cartesian-grid").boundingBox();
  if (box === null) throw new Error("the chart has no grid; is it drawn?");
  const lastMonth = addDays(monthStart(firm.today), -1);
  await page.mouse.click(box.x + (box.width * 4.5) / Number(lastMonth.slice(8)), box.y + box.height / 2);
  await expect(page).toHaveURL(/[?&]day=\d{4}-\d\d-05$/);
  const day = new URL(page.url()).searchParams.get("day") ?? "";
  const hours = page.getByRole("region", { name: `Hours of ${formatDate(day, LOCALE, "full")}` });
  await expect(hours.getByRole("heading")).toBeFocused();
  await hours.getByRole("button", { name: "Show as table" }).click();
  const { data } = await api.usage.hourlyCosts.query({ firmId: firm.id, date: day });
  const {
    data: [whole],
  } = await api.usage.dailyCosts.query({ firmId: firm.id, range: { startDate: day, endDate: day } });
  await expect(hours.locator("tbody tr")).toHaveCount(data.length);
  await expect(hours.locator("tbody td:first-of-type")).toHaveText(data.map(({ cost }) => formatEur(cost, LOCALE)));
  expect(data.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(whole?.cost ?? 0, 6);

  await hours.getByRole("button", { name: "Next day" }).click();
  await expect(page).toHaveURL(/[?&]day=\d{4}-\d\d-06&/);
  await page.goBack();
  await expect(page).toHaveURL(/[?&]day=\d{4}-\d\d-05&/);
  await page.getByRole("button", { name: "Close the hours" }).click();
  await expectAddress(page, `/firms/${firm.id}?range=last-month`);
  await expect(page.getByRole("heading", { name: "Cost per day" })).toBeFocused();
});

for (const length of [23, 25]) {
  test(`a day of ${length} hours has ${length} bars, on the firm's clock`, async ({ page, firm }) => {
    const day = latestDayOf(length, firm.today, firm.timeZone);
    await page.goto(`/firms/${firm.id}?from=${addDays(day, -6)}&to=${day}&day=${day}`);
    const hours = page.getByRole("region", { name: /^Hours of/ });
    await expect(hours.getByText(`This day has ${length} hours`)).toBeVisible();
    await hours.getByRole("button", { name: "Show as table" }).click();
    const labels = await hours.locator("tbody th").allTextContents();
    expect(labels).toHaveLength(length);
    expect(new Set(labels).size).toBe(length);
  });
}

test("arrow keys and Enter open a day, and an hour of it down to its calls", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  await dailyChart(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const shown = await page.locator(".chart-tip-title").first().textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Hours of ${shown}` })).toBeFocused();

  await page.getByRole("application", { name: /^Cost per hour/ }).focus();
  const tip = page.getByRole("region", { name: /^Hours of/ }).locator(".chart-tip");
  // At night there may be no call to open.
  do await page.keyboard.press("ArrowRight");
  while (/Calls0$/.test(String(await tip.textContent())));
  const calls = Number(/Calls(\d+)$/.exec(String(await tip.textContent()))?.[1]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\?.*hour=/);
  await expect(page.getByText(`${calls} calls: these are all`)).toBeVisible();
});

for (const split of ["feature", "user", "model", "provider"] as const) {
  test(`the spend by ${split} is the API's, and its rows add up to the total`, async ({ page, api, firm }) => {
    await page.goto(`/firms/${firm.id}?range=90d&step=day`);
    await settled(page);
    const panel = page.getByRole("region", { name: "Cost per day", exact: true });
    const name = split.charAt(0).toUpperCase() + split.slice(1);
    await panel.getByRole("radiogroup", { name: "Told apart by" }).getByText(name, { exact: true }).click();
    await expect(page).toHaveURL(split === "feature" ? /step=day$/ : new RegExp(`[?&]split=${split}(&|$)`));
    // The address is there before the page that it names.
    await expect(panel.getByRole("radio", { name, exact: true })).toBeChecked();
    await settled(page);
    const { data } = await api.usage.explore.query({
      firmId: firm.id,
      range: firm.last90Days,
      granularity: "day",
      groupBy: [split],
      top: 8,
    });
    await panel.getByRole("button", { name: "Show as table" }).click();
    const parts = [...data.rows, ...(data.other === null ? [] : [data.other])];
    const text = (figures: ExploreFigures) => (isUnpriced(figures) ? "unpriced" : formatEur(figures.cost, LOCALE));
    // Today goes on while page and test ask.
    const over = data.buckets.slice(0, -1);
    const cells = await tableRows(panel.getByRole("region"));
    expect(cells.slice(0, over.length)).toEqual(
      over.map((_, index) => {
        const row = parts.map(({ series }) => series[index]).filter((figures) => figures !== undefined);
        const total = data.total.series[index];
        if (total === undefined) throw new Error(`the answer has no total of day ${index}`);
        expect(row.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(total.cost, 6);
        return parts.length > 1 ? [...row.map(text), text(total)] : row.map(text);
      }),
    );
    await expect(panel.getByText("Not over yet")).toHaveCount(1);
  });
}

test("the table opens a day too, and the pace is named", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=90d&step=day`);
  await settled(page);
  const panel = page.getByRole("region", { name: "Cost per day", exact: true });
  await expect(panel.getByText(/^Pace: €[\d,.]+ a day, €[\d,.]+ by /)).toBeVisible();
  await panel.getByRole("button", { name: "Show as table" }).click();
  await tableRows(panel.getByRole("region"));
  await panel.locator("tr", { hasText: "Not over yet" }).locator("th").getByRole("button").click();
  await expect(page.getByRole("heading", { name: `Hours of ${formatDate(firm.today, LOCALE, "full")}` })).toBeFocused();
});

test("a long period is told by week, a longer one by month, or as the reader likes", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  await expect(page.getByRole("heading", { name: "Cost per week" })).toBeVisible();
  await page.getByRole("radiogroup", { name: "A bar for each" }).getByText("Day", { exact: true }).click();
  await expect(page).toHaveURL(`/firms/${firm.id}?range=90d&step=day`);
  await expect(page.getByRole("heading", { name: "Cost per day" })).toBeVisible();
  await page.goto(`/firms/${firm.id}?from=${addDays(firm.today, -300)}&to=${firm.today}`);
  await settled(page);
  const panel = page.getByRole("region", { name: "Cost per month", exact: true });
  await panel.getByRole("button", { name: "Show as table" }).click();
  await tableRows(panel.getByRole("region"));
  await panel.locator("tbody th button").nth(-2).click();
  const lastMonth = addDays(monthStart(firm.today), -1);
  await expectAddress(page, `/firms/${firm.id}?from=${monthStart(lastMonth)}&to=${lastMonth}&table=spend`);
  await expect(page.getByRole("heading", { name: "Cost per day" })).toBeVisible();
});

test("the running total ends at the projection", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  const panel = page.getByRole("region", { name: /running total$/ });
  await panel.getByRole("button", { name: "Show as table" }).click();
  const projected = await page
    .locator(".figures-cell", { hasText: "Projected month end" })
    .locator(".figures-value")
    .textContent();
  await expect(panel.locator("tbody tr td:last-of-type").last()).toHaveText(String(projected));
});

/** The latest day of that many hours before today in the zone. */
function latestDayOf(hours: number, today: string, timeZone: string): string {
  for (let days = 1; days <= 366; days++) {
    const day = addDays(today, -days);
    if (hoursOf(day, timeZone).length === hours) return day;
  }
  throw new Error(`${timeZone} had no day of ${hours} hours within a year of ${today}`);
}
