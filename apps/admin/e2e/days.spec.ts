import type { Page } from "@playwright/test";
import { addDays, formatDate, formatEur, hoursOf, localeOf } from "usage-core";
import { expect, settled, test } from "./fixtures.ts";

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
  await dailyChart(page).locator(".recharts-bar-rectangle").nth(4).click();
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
  await expect(page).toHaveURL(/[?&]day=\d{4}-\d\d-06$/);
  await page.goBack();
  await expect(page).toHaveURL(/[?&]day=\d{4}-\d\d-05$/);
  await page.getByRole("button", { name: "Close the hours" }).click();
  await expect(page).toHaveURL(`/firms/${firm.id}?range=last-month`);
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

test("arrow keys and Enter open a day too", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  await dailyChart(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const shown = await page.locator(".chart-tip-title").first().textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Hours of ${shown}` })).toBeFocused();
});

test("the table says what the chart draws", async ({ page, api, firm }) => {
  const { data } = await api.usage.dailyCosts.query({ firmId: firm.id, range: firm.last90Days });
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  const panel = page.getByRole("region", { name: "Cost per day", exact: true });
  await expect(panel.getByText(/^Pace: €[\d,.]+ a day, €[\d,.]+ by /)).toBeVisible();
  await panel.getByRole("button", { name: "Show as table" }).click();
  const finished = data.slice(0, -1).map(({ cost }) => formatEur(cost, LOCALE));
  const cells = await panel.locator("tbody tr td:first-of-type").allTextContents();
  expect(cells.slice(0, finished.length)).toEqual(finished);
  await expect(panel.getByText("Not over yet")).toHaveCount(1);
  await panel.locator("tbody button").last().click();
  await expect(page.getByRole("heading", { name: `Hours of ${formatDate(firm.today, LOCALE, "full")}` })).toBeFocused();
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
