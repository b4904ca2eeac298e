import { addDays, formatEur, localDayAt, localeOf, monthStart } from "usage-core";
import { expect, expectAddress, expectNoAxeViolations, figure, settled, test } from "./fixtures.ts";

const LOCALE = localeOf("en");

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

test("firm and period live in the address, and back goes back", async ({ page, api, firm }) => {
  const firms = await api.firms.list.query();
  const other = firms.find(({ timeZone }) => timeZone === "America/New_York");
  if (other === undefined) throw new Error("the demo has no firm in America/New_York; this test needs one");
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  const first = await figure(page, "Total cost").textContent();

  await page.getByRole("combobox", { name: "Firm" }).fill(other.name.slice(0, 4));
  await page.getByRole("option", { name: other.name }).click();
  await expect(page).toHaveURL(`/firms/${other.id}?range=last-month`);
  await settled(page);
  await expect(page.getByText(/^As of .*America\/New_York/)).toBeVisible();
  await expect(page).toHaveTitle(`Overview · ${other.name} · AI Usage`);

  await page.getByRole("button", { name: /^Period/ }).click();
  await page.getByRole("button", { name: "Last 90 days" }).click();
  await expect(page).toHaveURL(`/firms/${other.id}?range=90d`);
  await settled(page);
  const today = localDayAt(Date.now(), other.timeZone).date;
  const range = { startDate: addDays(today, -89), endDate: today };
  const { data } = await api.usage.overview.query({ firmId: other.id, range });
  await expect(figure(page, "Total cost")).toHaveText(formatEur(data.totalCost, LOCALE));

  await page.goBack();
  await expect(page).toHaveURL(`/firms/${other.id}?range=last-month`);
  await page.goBack();
  await expect(page).toHaveURL(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  await expect(figure(page, "Total cost")).toHaveText(String(first));
  await page.goForward();
  await expect(page.getByText(/^As of .*America\/New_York/)).toBeVisible();
});

test("figures in place of charts, and the order and search of all rows, live in the address", async ({
  page,
  firm,
}) => {
  const overview = `/firms/${firm.id}?range=90d`;
  await page.goto(`${overview}&all=user&sort=-calls&find=stagiar`);
  await settled(page);
  const users = page.getByRole("region", { name: "By user" });
  const names = users.locator("tbody th");
  const search = users.getByRole("searchbox");
  await expect(search).toHaveValue("stagiar");
  await expect(users.locator("th[aria-sort=descending]")).toHaveText("Calls");
  await expect(names.first()).toContainText("stagiar");
  const found = await names.allTextContents();
  expect(found.filter((name) => !name.includes("stagiar"))).toEqual([]);

  await users.getByRole("button", { name: "Cost", exact: true }).click();
  await expectAddress(page, `${overview}&all=user&find=stagiar`);
  await search.fill("batch");
  await expectAddress(page, `${overview}&all=user&find=batch`);
  await expect(names).toHaveText(["Batch jobs"]);
  // Back from what was typed leads to the order before, not to the letter before.
  await page.goBack();
  await expectAddress(page, `${overview}&all=user&sort=-calls&find=stagiar`);
  await users.getByRole("button", { name: "Show fewer" }).click();
  await expectAddress(page, overview);

  for (const region of [/^Cost per/, /running total$/]) {
    await page.getByRole("region", { name: region }).getByRole("button", { name: "Show as table" }).first().click();
  }
  await expectAddress(page, `${overview}&table=spend&table=month`);
  await page.reload();
  await settled(page);
  await expect(page.getByRole("button", { name: "Show as chart" })).toHaveCount(2);

  await page.goto(`/firms/${firm.id}/users/batch?range=90d&chart=table`);
  await settled(page);
  await expect(page.locator(".stacked-table")).toBeVisible();
  await page.getByRole("button", { name: "Show as chart" }).click();
  await expectAddress(page, `/firms/${firm.id}/users/batch?range=90d`);
});

test("another period, and another firm, leave the reader on the page", async ({ page, api, firm }) => {
  const other = (await api.firms.list.query()).find(({ timeZone }) => timeZone === "America/New_York");
  if (other === undefined) throw new Error("the demo has no firm in America/New_York; this test needs one");
  for (const path of ["/calls?failed=1", "/explore?by=user", "/users/batch?split=model", "/quality?", "?split=user"]) {
    await page.goto(`/firms/${firm.id}${path}`);
    await settled(page);
    await page.getByRole("button", { name: /^Period/ }).hover();
    await page.getByRole("button", { name: /^Period/ }).click();
    await page.getByRole("button", { name: "Last 90 days" }).click();
    await expectAddress(page, `/firms/${firm.id}${path}&range=90d`);
  }
  for (const [path, own] of [
    ["/explore?by=user&model=gpt-4o&range=90d", "&user=batch"],
    ["/calls?failed=1&range=90d", "&callId=a"],
  ] as const) {
    await page.goto(`/firms/${firm.id}${path}${own}`);
    await settled(page);
    await page.getByRole("combobox", { name: "Firm" }).fill(other.name.slice(0, 4));
    await page.getByRole("option", { name: other.name }).click();
    // The same question, without what only the first firm has.
    await expectAddress(page, `/firms/${other.id}${path}`);
  }
});

for (const { path, question, asked } of [
  {
    path: (firmId: string) => `/firms/${firmId}`,
    question: "usage.overview",
    asked: (today: string) => JSON.stringify({ startDate: addDays(today, -89), endDate: today }),
  },
  { path: () => "/firms", question: "ops.firms", asked: () => JSON.stringify({ preset: "90d" }) },
]) {
  test(`a period that is pointed at is asked for before it is chosen, by ${question}`, async ({ page, firm }) => {
    await page.goto(path(firm.id));
    await settled(page);
    await page.getByRole("button", { name: /^Period/ }).click();
    const period = page.getByRole("button", { name: "Last 90 days" });
    const answer = page.waitForResponse((response) => {
      const url = decodeURIComponent(response.url());
      return url.includes(question) && url.includes(asked(firm.today));
    });
    await period.hover();
    await answer;
    await period.click();
    await expect(page).toHaveURL(`${path(firm.id)}?range=90d`);
    await settled(page);
  });
}

test("a period of the reader's own comes from the calendar", async ({ page, api, firm }) => {
  await page.goto(`/firms/${firm.id}?range=last-month`);
  await settled(page);
  await page.getByRole("button", { name: /^Period/ }).click();
  const lastMonth = addDays(monthStart(firm.today), -1);
  const dayOf = (date: string) => {
    const name = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeZone: "UTC" }).format(new Date(date));
    return page.getByRole("button", { name });
  };
  const range = { startDate: `${lastMonth.slice(0, 8)}03`, endDate: `${lastMonth.slice(0, 8)}05` };
  // The chosen days stand out.
  await expect(dayOf(range.startDate)).not.toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  for (const date of [range.startDate, range.endDate]) await dayOf(date).click();
  await expect(page).toHaveURL(`/firms/${firm.id}?from=${range.startDate}&to=${range.endDate}`);
  await settled(page);
  const { data } = await api.usage.overview.query({ firmId: firm.id, range });
  await expect(figure(page, "Total cost")).toHaveText(formatEur(data.totalCost, LOCALE));
});

test("what the address does not say right falls back", async ({ page, firm }) => {
  await page.goto(`/firms/${firm.id}?range=yesterday&day=2026-02-30&from=x&other=1`);
  await settled(page);
  await expect(page).toHaveURL(`/firms/${firm.id}`);
  await expect(page.getByRole("button", { name: /^Period: This month/ })).toBeVisible();
});

test("a period that cannot be shown is named, until the reader closes that or chooses another", async ({
  page,
  firm,
}) => {
  const refused = page.getByText(/^The address asked for a period that cannot be shown/);
  for (const path of ["/firms", `/firms/${firm.id}/explore`]) {
    await page.goto(`${path}?from=2026-13-45&to=x`);
    await settled(page);
    await expect(refused).toHaveText(
      "The address asked for a period that cannot be shown: 2026-13-45 – x. Shown instead: This month.",
    );
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Close this notice" }).click();
    await expect(refused).toHaveCount(0);
    await page.reload();
    await settled(page);
    await expect(refused).toHaveCount(0);
  }
  await page.goto(`/firms/${firm.id}?range=7d&from=2026-11-10&to=2026-11-01`);
  await settled(page);
  await page.getByRole("radiogroup", { name: "Language" }).getByText("RO").click();
  const refusal = "Adresa a cerut o perioadă care nu poate fi arătată: 2026-11-10 – 2026-11-01.";
  await expect(page.getByText(refusal)).toContainText("Se arată în schimb: Ultimele 7 zile.");
  await page.getByRole("button", { name: /^Perioada/ }).click();
  await page.getByRole("button", { name: "Luna aceasta" }).click();
  await settled(page);
  await expect(page.getByText(refusal)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/range=7d/);
  await settled(page);
  await expect(page.getByText(refusal)).toHaveCount(0);
});

test("links of the time before there were pages lead on", async ({ page, firm }) => {
  await page.goto(`/?firm=${firm.id}&range=90d&day=${firm.today}`);
  await settled(page);
  await expect(page).toHaveURL(`/firms/${firm.id}?day=${firm.today}&range=90d`);
  await expect(page.getByRole("region", { name: /^Hours of/ })).toBeVisible();
});

test("a firm that there is not says so", async ({ page }) => {
  await page.goto("/firms/nobody");
  await expect(page.getByRole("heading", { name: "There is no such firm" })).toBeVisible();
  await page.getByRole("link", { name: "To the start page" }).click();
  await settled(page);
});

test("an address that there is not says so", async ({ page }) => {
  await page.goto("/invoices/42");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await page.getByRole("link", { name: "To the dashboard" }).click();
  await settled(page);
});

test("an address that cannot be decoded says so, and can be left", async ({ page, complaints }) => {
  for (const path of ["/firms/%E0%A4%A/overview", "/firms/50%/calls"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
    await page.getByRole("link", { name: "To the dashboard" }).click();
    await expect(page).toHaveURL("/firms");
    await settled(page);
  }
  complaints.expect(/status of 404/);
});
