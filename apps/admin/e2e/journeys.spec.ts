import type { Page } from "@playwright/test";
import { addDays, formatEur, hoursOf, localDayAt, localeOf, MAX_TOP } from "usage-core";
import { expect, figure, settled, test } from "./fixtures.ts";
import { enter, tabTo } from "./keyboard.ts";
import { importCalls, type NewFirm, printToken } from "./processes.ts";

const LOCALE = localeOf("en");

test("from the first start to who spends the most, by the keyboard alone", async ({ page, api, world, firm }) => {
  const link = await printToken(world.variables, ["--role", "ops", "--link"]);
  await page.goto(`/${new URL(link).hash}`);
  await settled(page);
  await expect(page).toHaveURL("/firms");
  await enter(page, page.getByRole("link", { name: firm.name, exact: true }));
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeFocused();
  await settled(page);

  await enter(page, page.getByRole("button", { name: /^Period/ }));
  await tabTo(page, page.getByRole("button", { name: "Last 90 days" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/firms/${firm.id}?range=90d`);
  await settled(page);
  const range = firm.last90Days;
  const { data } = await api.usage.explore.query({ firmId: firm.id, range, groupBy: ["user"], top: MAX_TOP });
  const [dearest] = data.rows;
  if (dearest === undefined) throw new Error("the demo has no calls in 90 days; this test needs them");
  await enter(page, page.getByRole("region", { name: "By user" }).locator("tbody").getByRole("link").first());
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveURL(`/firms/${firm.id}/users/${dearest.key.user}?range=90d`);
  await settled(page);
  await expect(figure(page, "Cost")).toHaveText(formatEur(dearest.figures.cost, LOCALE));
});

test("a spike is found, and opened down to the calls that made it, by the keyboard alone", async ({
  page,
  api,
  world,
  signIn,
}) => {
  const firm: NewFirm = { id: "spike", name: "Firm with a spike", timeZone: "America/New_York" };
  const today = localDayAt(Date.now(), firm.timeZone).date;
  const spikeDay = addDays(today, -4);
  const quiet = Array.from({ length: 12 }, (_, day) => callAt(`quiet-${day}`, addDays(today, -1 - day), 9, "0.50"));
  const loop = Array.from({ length: 30 }, (_, call) => ({
    ...callAt(`loop-${call}`, spikeDay, 14, "2.00"),
    userId: "nightly-sync",
    feature: "contract_review",
    success: false,
    errorCode: "rate_limited",
  }));
  await importCalls(world.variables, firm, [...quiet, ...loop]);
  await signIn();
  await page.goto(`/firms/${firm.id}?range=7d`);
  await settled(page);

  const spend = page.getByRole("region", { name: "Cost per day", exact: true });
  await enter(page, spend.getByRole("button", { name: "Show as table" }));
  await enter(page, spend.getByRole("row").filter({ hasText: "€60.50" }).getByRole("button", { name: /^Open/ }));
  const hours = page.getByRole("region", { name: /^Hours of/ });
  await expect(hours.getByRole("heading")).toBeFocused();
  await enter(page, hours.getByRole("button", { name: "Show as table" }));
  await enter(page, hours.getByRole("row").filter({ hasText: "€60.00" }).getByRole("link"));

  await expect(page.getByRole("heading", { level: 1, name: "Calls" })).toBeFocused();
  await settled(page);
  await expect(page.getByText("30 calls: these are all")).toBeVisible();
  const rows = page.locator(".calls-table tbody tr:not([data-space])");
  await expect(rows.first()).toContainText("nightly-sync");
  await enter(page, rows.first().getByRole("link").first());
  const story = page.getByRole("dialog", { name: "The story of a call" });
  await expect(story.getByText("Failed: rate_limited")).toBeVisible();
  const { data } = await api.usage.calls.query({
    firmId: firm.id,
    range: { startDate: spikeDay, endDate: spikeDay },
    failedOnly: true,
  });
  await expect(story.getByText(String(data.calls[0]?.id), { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(rows.first().getByRole("link").first()).toBeFocused();

  /** At the day's hour of that number, on the firm's clock. */
  function callAt(id: string, date: string, hour: number, costEur: string) {
    const start = hoursOf(date, firm.timeZone)[hour]?.start;
    if (start === undefined) throw new Error(`${date} has no hour ${hour} in ${firm.timeZone}`);
    return {
      id,
      userId: "ana",
      feature: "assistant_chat",
      provider: "openai",
      model: "gpt-4o",
      inputTokens: 900,
      outputTokens: 90,
      costEur,
      success: true,
      createdAt: start,
    };
  }
});

/** The chart and the table of an exploration. */
function answersOn(page: Page) {
  const table = page.getByRole("region", { name: "Rows", exact: true }).getByRole("table");
  return page.getByRole("region", { name: "Over time" }).or(table);
}

test("a link that is copied into a colleague's browser shows the same", async ({
  page,
  browser,
  world,
  firm,
  signIn,
  complaints,
}) => {
  await signIn();
  await page.goto(`/firms/${firm.id}/explore?range=last-month`);
  await settled(page);
  await tabTo(page, page.getByRole("combobox", { name: "Compared with" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]compare=previousPeriod/);
  await settled(page);
  await enter(
    page,
    page.getByRole("region", { name: "Rows", exact: true }).getByRole("button", { name: "Calls", exact: true }),
  );
  await expect(page).toHaveURL(/[?&]sort=/);
  // The address is there before the page that it names.
  await expect(answersOn(page).locator("th[aria-sort=descending]")).toHaveText("Calls");
  await settled(page);
  const shown = await answersOn(page).allTextContents();
  expect(shown).toHaveLength(2);

  const link = await printToken(world.variables, ["--role", "firm", "--firm", firm.id, "--link"]);
  await using context = await browser.newContext({ baseURL: world.url, locale: "en-IE", timezoneId: "America/Denver" });
  complaints.hear(context);
  const colleague = await context.newPage();
  await colleague.goto(`${page.url()}${new URL(link).hash}`);
  await settled(colleague);
  await expect(colleague).toHaveURL(page.url());
  await expect(answersOn(colleague)).toHaveText(shown);
});

test("a firm's user is refused what belongs to another firm, whatever is asked by hand", async ({
  page,
  world,
  firm,
  complaints,
}) => {
  const own: NewFirm = { id: "asks-by-hand", name: "Firm that asks by hand", timeZone: "Europe/Bucharest" };
  await importCalls(world.variables, own, []);
  const link = await printToken(world.variables, ["--role", "firm", "--firm", own.id, "--link"]);
  await page.goto(`/${new URL(link).hash}`);
  await settled(page);
  const range = firm.last90Days;
  const questions: [name: string, input: object][] = [
    ["usage.overview", { range }],
    ["usage.explore", { range }],
    ["usage.calls", { range }],
    ["usage.callStory", { id: "any" }],
    ["usage.costsByWeekHour", { range }],
    ["usage.lastCallDate", {}],
    ["usage.dataQuality", { range }],
    ["usage.changes", {}],
  ];
  const addresses = (firmId: string) => [
    ...questions.map(
      ([name, input]) => `/trpc/${name}?input=${encodeURIComponent(JSON.stringify({ firmId, ...input }))}`,
    ),
    ...["explore.csv", "explore.ndjson", "calls.csv", "calls.ndjson"].map(
      (file) => `/v1/export/${file}?firmId=${firmId}&query=${encodeURIComponent(JSON.stringify({ range }))}`,
    ),
  ];
  const answers = await page.evaluate(
    (asked) =>
      Promise.all(
        asked.map(async (address) => {
          const answer = await fetch(address, { signal: AbortSignal.timeout(20_000) });
          return { address, status: answer.status, text: await answer.text() };
        }),
      ),
    [
      ...addresses(firm.id),
      "/trpc/ops.firms?input=%7B%7D",
      "/trpc/ops.changes?input=%7B%7D",
      "/v1/export/firms.csv?query=%7B%7D",
    ],
  );
  for (const { address, status, text } of answers) {
    // A stream has begun before it can be refused: its one event is the refusal.
    const refused = /\.changes/.test(address) ? 200 : /ops\.firms|export\/firms/.test(address) ? 403 : 404;
    expect({ address, status }).toEqual({ address, status: refused });
    expect(text).toMatch(/there is no firm|operators/);
    expect(text).not.toContain(firm.name);
  }
  // The same questions of their own firm are answered: what was refused is the firm, not the asking.
  const ownStatuses = await page.evaluate(
    (asked) => Promise.all(asked.map(async (address) => (await fetch(address)).status)),
    addresses(own.id).filter((address) => !/callStory|changes/.test(address)),
  );
  expect(new Set(ownStatuses)).toEqual(new Set([200]));
  complaints.expect(/status of 404/);
  complaints.expect(/status of 403/);
});
