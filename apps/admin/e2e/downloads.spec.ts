import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import type { Dimension, Explore, ExploreQueryInput } from "usage-core";
import { expect, expectNoAxeViolations, settled, test } from "./fixtures.ts";

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

const OPEN = { name: "Download or print" } as const;

/** The lines of the file that the menu at a place of the page gives. */
async function linesOf(page: Page, place: Locator, format: "CSV" | "NDJSON"): Promise<string[]> {
  await place.getByRole("button", OPEN).click();
  const started = page.waitForEvent("download", { timeout: 30_000 });
  await page.getByRole("menuitem", { name: `Download as ${format}` }).click();
  const text = await readFile(await (await started).path(), "utf8");
  return text.split(/\r?\n/).filter((line) => line !== "");
}

async function recordsOf(page: Page, place: Locator): Promise<Record<string, unknown>[]> {
  return (await linesOf(page, place, "NDJSON")).map((line) => JSON.parse(line));
}

/** The answer's rows as the file has them, its amounts as doubles. */
function answered({ rows, other }: Explore, dimension: Dimension): unknown[][] {
  return [
    ...rows.map(({ key, figures }) => [key[dimension], figures.cost, figures.calls]),
    ...(other === null ? [] : [[undefined, other.figures.cost, other.figures.calls]]),
  ];
}

function downloaded(records: readonly Record<string, unknown>[], name: Dimension | "firmId"): unknown[][] {
  return records.map((record) => [record[name], Number(record["costEur"]), record["calls"]]);
}

test("every menu gives the file of what its panel shows", async ({ page, api, firm }) => {
  const range = firm.last90Days;
  const ask = async (query: Omit<ExploreQueryInput, "range">) =>
    (await api.usage.explore.query({ firmId: firm.id, range, top: 8, ...query })).data;
  const panel = (name: string) => page.getByRole("region", { name, exact: true });

  await page.goto("/firms?range=last-month");
  await settled(page);
  const listed = await recordsOf(page, panel("What each firm spends"));
  const startDate = String(listed[0]?.["startDate"]);
  const { firms } = await api.ops.firms.query({ range: { startDate, endDate: String(listed[0]?.["endDate"]) } });
  expect(downloaded(listed, "firmId")).toEqual(firms.map(({ firmId, cost, calls }) => [firmId, cost, calls]));

  await page.goto(`/firms/${firm.id}?range=90d`);
  await settled(page);
  for (const dimension of ["feature", "model", "user", "provider"] as const) {
    const data = await ask({ groupBy: [dimension] });
    const records = await recordsOf(page, panel(`By ${dimension}`));
    expect(downloaded(records, dimension)).toEqual(answered(data, dimension));
    expect(records[0]).toHaveProperty("previousCostEur");
    if (dimension === "user") expect(records.map(({ userName }) => userName)).toContain("Batch jobs");
    // The header, and as many lines.
    expect(await linesOf(page, panel(`By ${dimension}`), "CSV")).toHaveLength(1 + records.length);
  }

  await page.goto(`/firms/${firm.id}/explore?range=90d&by=model&top=5`);
  await settled(page);
  const models = await ask({ groupBy: ["model"], top: 5 });
  expect(downloaded(await recordsOf(page, panel("Rows")), "model")).toEqual(answered(models, "model"));
  const byWeek = await ask({ groupBy: ["model"], top: 5, granularity: "week" });
  // The five and other.
  expect(await recordsOf(page, panel("Over time"))).toHaveLength(6 * byWeek.buckets.length);

  await page.goto(`/firms/${firm.id}/users/batch?range=90d`);
  await settled(page);
  for (const dimension of ["feature", "model", "provider"] as const) {
    const data = await ask({ groupBy: [dimension], filters: { user: ["batch"] } });
    expect(downloaded(await recordsOf(page, panel(`By ${dimension}`)), dimension)).toEqual(answered(data, dimension));
  }

  await page.goto(`/firms/${firm.id}/calls?range=90d&failed=1`);
  await settled(page);
  const { total } = await ask({});
  const { data } = await api.usage.calls.query({ firmId: firm.id, range, failedOnly: true, limit: 1 });
  const calls = await recordsOf(page, panel("Calls, newest first"));
  expect(calls).toHaveLength(total.figures.failedCalls);
  expect(calls[0]?.["id"]).toBe(data.calls[0]?.id);
});

test("a file that the server refuses says why, and leaves the page as it is", async ({ page, firm, complaints }) => {
  await page.goto(`/firms/${firm.id}/explore?range=90d`);
  await settled(page);
  const menu = page.getByRole("region", { name: "Rows", exact: true }).getByRole("button", OPEN);
  const address = page.url();
  const notice = page.getByRole("alert");
  for (const [query, reason] of [
    ["{", "query: is not JSON"],
    ["x".repeat(20_000), "name fewer values"],
  ] as const) {
    await page.route("**/v1/export/**", async (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set("query", query);
      await route.continue({ url: url.href });
    });
    await menu.click();
    await page.getByRole("menuitem", { name: "Download as CSV" }).click();
    await expect(notice).toContainText("The file could not be downloaded");
    await expect(notice).toContainText(reason);
    await expectNoAxeViolations(page);
    await notice.getByRole("button", { name: "Close" }).click();
    await expect(notice).toHaveCount(0);
    await page.unroute("**/v1/export/**");
  }
  await page.route("**/v1/export/**", (route) => route.abort());
  await menu.click();
  await page.getByRole("menuitem", { name: "Download as CSV" }).click();
  await expect(notice).toContainText("Check the connection");
  expect(page.url()).toBe(address);
  // The browser notes the refusal itself.
  complaints.expect(/Failed to load resource|status of 4(00|31)/);
});
