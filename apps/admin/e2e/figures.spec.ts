import { formatCount, formatCountShort, formatEur, formatRate, localeOf } from "usage-core";
import { expect, figure, settled, test } from "./fixtures.ts";
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

test("the breakdowns are the API's, top rows first, all on demand", async ({ page, api, firm }) => {
  const { data: users } = await api.usage.costsByUser.query({ firmId: firm.id, range: firm.last90Days });
  const { data: features } = await api.usage.costsByFeature.query({ firmId: firm.id, range: firm.last90Days });
  const { data: models } = await api.usage.costsByModel.query({ firmId: firm.id, range: firm.last90Days });
  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  for (const [title, rows] of [
    ["By feature", features],
    ["By user", users],
    ["By model", models],
  ] as const) {
    const panel = page.getByRole("region", { name: title });
    const shown = panel.locator("tbody tr");
    await expect(shown).toHaveCount(Math.min(8, rows.length));
    await expect(shown.first().locator("td").nth(1)).toHaveText(formatEur(rows[0]?.cost ?? 0, LOCALE));
    if (rows.length <= 8) continue;
    await panel.getByRole("button", { name: `Show all ${rows.length}` }).click();
    await expect(shown).toHaveCount(rows.length);
    await panel.getByRole("button", { name: "Show fewer" }).click();
    await expect(shown).toHaveCount(8);
  }
});

test("a firm's first call shows up on the page that is open", async ({ page, world }) => {
  await page.goto(`/firms/${LIVE_FIRM.id}`);
  await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
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
  await expect(figure(page, "Total cost")).toHaveText("€1.25", { timeout: 30_000 });
  await expect(figure(page, "Calls")).toHaveText("1");
  await expect(page.getByRole("region", { name: "By user" }).getByRole("row", { name: /ana/ })).toBeVisible();
});

function lastYear(today: string): { startDate: string; endDate: string } {
  return { startDate: `${Number(today.slice(0, 4)) - 1}${today.slice(4, 8)}01`, endDate: today };
}
