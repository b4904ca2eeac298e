import type { Locator, Page } from "@playwright/test";
import {
  addDays,
  type DateRange,
  type ExploreFigures,
  formatCount,
  formatCountShort,
  formatDateRange,
  formatEur,
  formatRate,
  formatShare,
  isUnpriced,
  localeOf,
  monthStart,
} from "usage-core";
import { expect, expectAddress, expectNoAxeViolations, figure, settled, test } from "./fixtures.ts";
import { importCalls } from "./processes.ts";
import { LIVE_FIRM } from "./world.ts";

const LOCALE = localeOf("en");

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

test("the five figures are the API's", async ({ page, api, firm }) => {
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  // The projection moves with the clock: page and test may have to ask again.
  await expect(async () => {
    await page.reload();
    await settled(page);
    const { data } = await api.usage.overview.query({ firmId: firm.id, range: firm.last90Days });
    expect(data.totalCalls).toBeGreaterThan(0);
    await expect(figure(page, "Total cost")).toHaveText(formatEur(data.totalCost, LOCALE));
    await expect(figure(page, "Tokens")).toHaveText(formatCountShort(data.totalTokens, LOCALE));
    await expect(figure(page, "Tokens")).toHaveAttribute("title", formatCount(data.totalTokens, LOCALE));
    await expect(figure(page, "Calls")).toHaveText(formatCount(data.totalCalls, LOCALE));
    await expect(figure(page, "Success rate")).toHaveText(formatRate(data.successRate, LOCALE));
    await expect(figure(page, "Projected month end")).toHaveText(formatEur(data.projectedMonthEnd, LOCALE));
  }).toPass();
  await expect(page.getByText(/^As of \d\d:\d\d:\d\d, Europe\/Bucharest; /)).toBeVisible();
});

test("calls without a price are named", async ({ page, api, firm }) => {
  const { unpricedCalls } = await api.usage.overview.query({ firmId: firm.id, range: lastYear(firm.today) });
  expect(unpricedCalls).toBeGreaterThan(1);
  const { startDate, endDate } = lastYear(firm.today);
  await page.goto(`/firms/${firm.id}?from=${startDate}&to=${endDate}`);
  const note = `${formatCount(unpricedCalls, LOCALE)} calls have no price and add nothing to the cost.`;
  await expect(page.getByText(note)).toBeVisible();
});

test("every figure has its change against the period before, in words", async ({ page, api, firm }) => {
  const range = lastMonthOf(firm.today);
  const { data } = await api.usage.explore.query({ firmId: firm.id, range, compareWith: "monthBefore" });
  const { figures, previous } = data.total;
  if (previous === null || data.previousRange === null) throw new Error("the answer was not compared");
  const before = formatDateRange(data.previousRange, LOCALE);
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  await expect(page.getByText(`Changes are against ${before}`)).toBeVisible();
  for (const [name, measure] of [
    ["Total cost", "cost"],
    ["Tokens", "tokens"],
    ["Calls", "calls"],
  ] as const) {
    const percent = (figures[measure] / previous[measure] - 1) * 100;
    const words = `${percent > 0 ? "up" : "down"} ${formatShare(Math.abs(percent), LOCALE)} against ${before}`;
    await expect(cell(page, name).locator(".figures-change")).toContainText(words);
    await expect(cell(page, name).getByRole("img", { name: /per day: between/ })).toBeVisible();
  }
  await expect(cell(page, "Success rate").locator(".figures-change")).toContainText(/pp against|no change against/);
  await expect(cell(page, "Projected month end").locator(".figures-change")).toContainText(/against/);
});

test("a figure opens to what it is, of when, and the calls behind it", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  const { startDate, endDate } = lastMonthOf(firm.today);
  for (const name of ["Total cost", "Tokens", "Calls", "Success rate", "Projected month end"]) {
    await figure(page, name)
      .getByRole("button", { name: /Explain$/ })
      .press("Enter");
    const opened = page.getByRole("dialog");
    await expect(opened).toContainText(firm.timeZone);
    await expect(opened.getByRole("link").first()).toHaveAttribute("href", new RegExp(`^/firms/${firm.id}/calls\\?`));
    if (name !== "Projected month end") {
      await expect(opened).toContainText(formatDateRange({ startDate, endDate }, LOCALE));
      await expect(opened.getByRole("link").first()).toHaveAttribute(
        "href",
        new RegExp(`from=${startDate}&to=${endDate}`),
      );
    }
    await page.keyboard.press("Escape");
    await expect(opened).toHaveCount(0);
  }
});

for (const dimension of ["feature", "user", "model", "provider"] as const) {
  test(`the breakdown by ${dimension} is the API's, top rows first, all on demand`, async ({ page, api, firm }) => {
    const ask = (top: number) =>
      api.usage.explore.query({ firmId: firm.id, range, groupBy: [dimension], top, compareWith: "monthBefore" });
    const range = lastMonthOf(firm.today);
    const { data } = await ask(8);
    await page.goto(`/firms/${firm.id}?range=last-month`);
    await settled(page);
    const panel = page.getByRole("region", { name: `By ${dimension}` });
    const costs = panel.locator(".breakdown-table tr > td:nth-child(3)");
    const parts = [...data.rows, ...(data.other === null ? [] : [data.other]), data.total];
    await expect(costs).toHaveText(parts.map(({ figures }) => costText(figures)));
    const sum = parts.slice(0, -1).reduce((total, { figures }) => total + figures.cost, 0);
    expect(sum).toBeCloseTo(data.total.figures.cost, 6);
    const keys = data.rows.length + (data.other?.keys ?? 0);
    if (data.other === null) {
      await expect(panel.getByRole("button", { name: /^Show all/ })).toHaveCount(0);
      return;
    }
    const { data: all } = await ask(1_000);
    await panel.getByRole("button", { name: `Show all ${keys}` }).click();
    await expect(page).toHaveURL(`/firms/${firm.id}?range=last-month&all=${dimension}`);
    const table = panel.locator(".long-table");
    await expect(table).toHaveAttribute("aria-rowcount", String(1 + keys + 1));
    await expect(table.locator("tbody tr").first().locator("td").nth(1)).toHaveText(
      formatEur(all.rows[0]?.figures.cost ?? 0, LOCALE),
    );
    await expect(table.locator("tfoot tr td:nth-child(3)")).toHaveText(formatEur(all.total.figures.cost, LOCALE));
    await panel.getByRole("button", { name: "Show fewer" }).click();
    await expect(costs).toHaveCount(parts.length);
  });
}

/** Escape closes what opens even before the focus has gone there. */
async function openAndPressEscapeAtOnce(opener: Locator): Promise<void> {
  const hasOpened = await opener.evaluate(async (element) => {
    element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await Promise.resolve();
    const found = document.querySelector("[role=dialog]") !== null;
    element.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    return found;
  });
  expect(hasOpened).toBe(true);
}

test("a number of a row opens by pointer and by keyboard, and leads to as many calls as the row has", async ({
  page,
  api,
  firm,
}) => {
  const range = lastMonthOf(firm.today);
  const { data } = await api.usage.explore.query({ firmId: firm.id, range, groupBy: ["model"], top: 8 });
  const [first] = data.rows;
  if (first === undefined) throw new Error("the demo has no call last month; this test needs some");
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  const row = page.getByRole("region", { name: "By model" }).locator("tbody tr").first();
  const cost = row.getByRole("button", { name: new RegExp(`^Cost of ${first.key.model}: `) });
  const opened = page.getByRole("dialog");
  await cost.click();
  await expect(opened).toContainText(formatDateRange(range, LOCALE));
  await expect(opened).toContainText(firm.timeZone);
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");
  await expect(opened).toHaveCount(0);
  await expect(cost).toBeFocused();

  await openAndPressEscapeAtOnce(cost);
  await expect(opened).toHaveCount(0);
  await expect(cost).toBeFocused();

  // What lies beside it is not reached by Tab, which would be a long way through a page, but by arrow keys.
  await page.keyboard.press("ArrowLeft");
  await expect(row.getByRole("button", { name: /^Share of / })).toBeFocused();
  for (const name of [/^Cost of /, /^Change \(Cost\) of /, /^Tokens of /, /^Calls of /]) {
    await page.keyboard.press("ArrowRight");
    await expect(row.getByRole("button", { name })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(opened).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(row.getByRole("button", { name })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await opened.getByRole("link", { name: "The calls behind it" }).press("Enter");
  await expectAddress(
    page,
    `/firms/${firm.id}/calls?from=${range.startDate}&to=${range.endDate}&model=${first.key.model}`,
  );
  await expect(page.getByText(new RegExp(`^${formatCount(first.figures.calls, LOCALE)} calls? · `))).toBeVisible();
});

test("all rows of a breakdown, and its sum, lead to their calls", async ({ page, api, firm }) => {
  const range = lastMonthOf(firm.today);
  const { data } = await api.usage.explore.query({ firmId: firm.id, range, groupBy: ["user"], top: 1_000 });
  await page.goto(`/firms/${firm.id}?range=last-month&all=user`);
  await settled(page);
  const sums = page.getByRole("region", { name: "By user" }).locator("tfoot tr").last();
  await sums.getByRole("button", { name: /^Tokens of Total: / }).click();
  await page.getByRole("dialog").getByRole("link", { name: "The calls behind it" }).click();
  await expect(page.getByText(new RegExp(`^${formatCount(data.total.figures.calls, LOCALE)} calls · `))).toBeVisible();
});

test("an hour of the week opens, and so does a day of a series", async ({ page, api, firm }) => {
  const range = lastMonthOf(firm.today);
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  const hour = page.getByRole("grid").locator('[data-place="2-10"]');
  const opened = page.getByRole("dialog");
  await openAndPressEscapeAtOnce(hour);
  await expect(opened).toHaveCount(0);
  await hour.click();
  await expect(opened).toContainText("Tuesday, 10:00–11:00");
  await page.keyboard.press("Escape");
  await expect(hour).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(opened).toContainText("Tuesday, 11:00–12:00");
  await expect(opened.getByRole("link", { name: "The period's calls, of all hours" })).toHaveAttribute(
    "href",
    new RegExp(`from=${range.startDate}&to=${range.endDate}`),
  );
  await page.keyboard.press("Escape");

  const { data } = await api.usage.explore.query({
    firmId: firm.id,
    range,
    groupBy: ["feature"],
    granularity: "day",
    top: 8,
  });
  const [first] = data.rows;
  const day = first?.series.findIndex(({ calls }) => calls > 0) ?? -1;
  const spend = page.getByRole("region", { name: "Cost per day", exact: true });
  await spend.getByRole("button", { name: "Show as table" }).click();
  await spend.locator("tbody tr").nth(day).locator("td").first().getByRole("button").click();
  await opened.getByRole("link", { name: "The calls behind it" }).click();
  const date = data.buckets[day]?.startDate;
  await expectAddress(page, `/firms/${firm.id}/calls?from=${date}&to=${date}&feature=${first?.key.feature}`);
  const calls = first?.series[day]?.calls ?? -1;
  await expect(page.getByText(new RegExp(`^${formatCount(calls, LOCALE)} calls? · `))).toBeVisible();
});

test("the week's hours are the API's", async ({ page, api, firm }) => {
  const range = lastMonthOf(firm.today);
  const { data } = await api.usage.costsByWeekHour.query({ firmId: firm.id, range });
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  const grid = page.getByRole("region", { name: "When in the week" }).getByRole("grid");
  for (const { weekday, hour, cost, calls, unpricedCalls } of data) {
    const name = await grid.locator(`[data-place="${weekday}-${hour}"]`).getAttribute("aria-label");
    if (calls === 0) expect(name).toContain("No calls");
    else if (cost > 0 || unpricedCalls === 0) expect(name).toContain(`: ${formatEur(cost, LOCALE)}, `);
    else expect(name).toContain(": unpriced, ");
  }
});

test("a firm's first call shows up on the page that is open", async ({ page, world }) => {
  await page.goto(`/firms/${LIVE_FIRM.id}`);
  await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
  // From now on it asks by itself once a minute: what shows sooner shows by the event.
  await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
  await importCalls(world.variables, LIVE_FIRM, [
    {
      id: "first",
      userId: "ana",
      feature: "assistant_chat",
      model: "gpt-4o",
      inputTokens: 1200,
      outputTokens: 34,
      costEur: "1.25",
      success: true,
      createdAt: new Date().toISOString(),
    },
  ]);
  await expect(figure(page, "Total cost")).toHaveText("€1.25", { timeout: 10_000 });
  await expect(figure(page, "Calls")).toHaveText("1");
  await expect(page.getByRole("region", { name: "By user" }).getByRole("row", { name: /ana/ })).toBeVisible();
});

function lastYear(today: string): { startDate: string; endDate: string } {
  return { startDate: `${Number(today.slice(0, 4)) - 1}${today.slice(4, 8)}01`, endDate: today };
}

/** Whole, so that its figures stand still while a test asks for them. */
function lastMonthOf(today: string): DateRange {
  const endDate = addDays(monthStart(today), -1);
  return { startDate: monthStart(endDate), endDate };
}

function costText(figures: ExploreFigures): string {
  return isUnpriced(figures) ? "unpriced" : formatEur(figures.cost, LOCALE);
}

function cell(page: Page, name: string) {
  return page.locator(".figures-cell", { has: page.getByText(name, { exact: true }) });
}
