import { DIMENSIONS, type Dimension, formatCount, formatCountShort, formatEur, formatRate, localeOf } from "usage-core";
import { expect, expectAddress, expectNoAxeViolations, figure, settled, test } from "./fixtures.ts";

const LOCALE = localeOf("en");

const PATHS = { feature: "features", user: "users", model: "models", provider: "providers" } as const;

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

for (const dimension of DIMENSIONS) {
  test(`the page of a ${dimension} has the API's figures, splits and calls`, async ({ page, api, firm }) => {
    const range = firm.last90Days;
    const all = await api.usage.explore.query({ firmId: firm.id, range, groupBy: [dimension] });
    const value = all.data.rows[0]?.key[dimension];
    if (typeof value !== "string") throw new Error(`the demo has no ${dimension} in 90 days; this test needs one`);
    const filters = { [dimension]: [value] };
    const { data } = await api.usage.explore.query({ firmId: firm.id, range, filters });
    const { figures } = data.total;
    await page.goto(`/firms/${firm.id}/${PATHS[dimension]}/${value}?range=90d`);
    await settled(page);
    await expect(figure(page, "Cost")).toHaveText(formatEur(figures.cost, LOCALE));
    await expect(figure(page, "Calls")).toHaveText(formatCount(figures.calls, LOCALE));
    await expect(figure(page, "Tokens")).toHaveText(formatCountShort(figures.tokens, LOCALE));
    await expect(figure(page, "Success rate")).toHaveText(
      formatRate((figures.calls - figures.failedCalls) / figures.calls, LOCALE),
    );

    for (const split of DIMENSIONS.filter((other) => other !== dimension)) {
      const { data: splitData } = await api.usage.explore.query({
        firmId: firm.id,
        range,
        filters,
        groupBy: [split],
        top: 8,
      });
      const panel = page.getByRole("region", { name: `By ${split}` });
      const parts = [...splitData.rows, ...(splitData.other === null ? [] : [splitData.other]), splitData.total];
      await expect(panel.locator("tbody tr, tfoot tr").locator("td:nth-child(3)")).toHaveText(
        parts.map((part) => formatEur(part.figures.cost, LOCALE)),
      );
      await expect(panel.getByRole("link", { name: `Explore: By ${split}` })).toBeVisible();
    }

    const calls = await api.usage.calls.query({ firmId: firm.id, range, filters, limit: 10 });
    const latest = page.getByRole("region", { name: "Latest calls", exact: true });
    await expect(latest.locator("tbody tr")).toHaveCount(calls.data.calls.length);
    await expect(latest.locator("tbody tr th").first()).toHaveAttribute("title", String(calls.data.calls[0]?.id));
    const link = latest.getByRole("link", { name: "All calls" });
    const address = new URL(String(await link.getAttribute("href")), page.url());
    expect(address.pathname).toBe(`/firms/${firm.id}/calls`);
    expect(address.searchParams.getAll(dimension)).toEqual([value]);
    expect(address.searchParams.get("from")).toBe(range.startDate);
    expect(address.searchParams.get("to")).toBe(range.endDate);
  });
}

test("the split of the course is in the address, shows the same in a second page, and back goes back", async ({
  page,
  context,
  firm,
}) => {
  const path = `/firms/${firm.id}/users/batch`;
  await page.goto(`${path}?range=90d`);
  await settled(page);
  await page.getByText("Model", { exact: true }).first().click();
  await expectAddress(page, `${path}?split=model&range=90d`);
  // The address is there before the page that it names.
  await expect(page.getByRole("radio", { name: "Model" })).toBeChecked();
  await settled(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  await expect(second.getByRole("radio", { name: "Model" })).toBeChecked();
  const names = (which: typeof page) => which.locator(".series-legend-name").allInnerTexts();
  expect(await names(second)).toEqual(await names(page));
  await second.close();
  await page.goBack();
  await expectAddress(page, `${path}?range=90d`);
  await expect(page.getByRole("radio", { name: "Feature" })).toBeChecked();
  await settled(page);
});

test("a number opens: what it is, of when, and the calls behind it", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}/models/gpt-4o?range=90d`);
  await settled(page);
  await page.getByRole("button", { name: /^Share of the firm's cost: .* Explain$/ }).click();
  await expect(page.getByRole("dialog")).toContainText("the cost of all the firm's calls of the period");
  await expect(page.getByRole("dialog").getByRole("link", { name: "All the firm's calls" })).toBeVisible();
  await expectNoAxeViolations(page);
});

test("what has no calls in the period says so, and offers a longer one", async ({ page, firm }) => {
  for (const dimension of Object.keys(PATHS) as Dimension[]) {
    const path = `/firms/${firm.id}/${PATHS[dimension]}/no-such-one`;
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
    await page.getByRole("link", { name: "Last 90 days" }).click();
    await expectAddress(page, `${path}?range=90d`);
  }
  await expectNoAxeViolations(page);
  await page.goto(`/firms/${firm.id}/providers/~`);
  await expect(page.getByRole("heading", { level: 1, name: "Provider not told" })).toBeVisible();
});

test("what no call can be of says so once, and asks for nothing", async ({ page, firm }) => {
  for (const dimension of DIMENSIONS) {
    const path = `/firms/${firm.id}/${PATHS[dimension]}`;
    for (const name of ["%00", "x".repeat(201), ...(dimension === "provider" ? [] : ["~"])]) {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`${path}/${name}`);
      await settled(page);
      await expect(page.getByRole("heading", { level: 1, name: `There is no such ${dimension}` })).toBeVisible();
      await expect(page.getByText("a name has 1 to 200 characters")).toHaveCount(1);
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(asked.filter((url) => /usage\.(explore|calls)/.test(url))).toEqual([]);
      page.removeAllListeners("request");
    }
  }
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Overview" }).click();
  await settled(page);
});

test("the keyboard alone goes from a name to the next, and into a day", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}/users/batch?range=last-month`);
  await settled(page);
  const provider = page.getByRole("region", { name: "By provider" }).locator("tbody th").getByRole("link").first();
  const name = (await provider.textContent()) ?? "";
  await provider.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
  await settled(page);
  await page.getByRole("button", { name: "Show as table" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Open/ }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=(\d{4}-\d\d-\d\d)&to=\1/);
});
