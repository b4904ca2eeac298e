import type { Page } from "@playwright/test";
import {
  addDays,
  type Call,
  formatClock,
  formatCount,
  formatDate,
  formatEur,
  localDayAt,
  localeOf,
  MAX_TOP,
} from "usage-core";
import { openIn } from "./every-page.ts";
import { expect, expectNoAxeViolations, settled, test } from "./fixtures.ts";
import { importCalls, type NewFirm, printToken } from "./processes.ts";

const LOCALE = localeOf("en");

/** A firm of these tests alone. */
const STORY_FIRM: NewFirm = { id: "calls-story", name: "Poveste SRL", timeZone: "Europe/Bucharest" };

function callRows(page: Page) {
  return page.locator(".calls-table tbody tr:not([data-space])");
}

function callOf(id: string, createdAt: number) {
  return {
    id,
    userId: "ana",
    feature: "assistant_chat",
    provider: "openai",
    model: "gpt-4o",
    inputTokens: 1200,
    cacheReadTokens: 800,
    outputTokens: 340,
    reasoningTokens: 40,
    costEur: "0.012345678901",
    success: true,
    createdAt: new Date(createdAt).toISOString(),
  };
}

function timeText({ createdAt }: Call, timeZone: string): string {
  const instant = Date.parse(createdAt);
  return `${formatDate(localDayAt(instant, timeZone).date, LOCALE, "day")}, ${formatClock(instant, timeZone, LOCALE)}`;
}

test("the rows are the API's, newest first, on the firm's clock", async ({ page, api, firm, signIn }) => {
  await signIn();
  const yesterday = addDays(firm.today, -1);
  const range = { startDate: addDays(yesterday, -29), endDate: yesterday };
  const { data } = await api.usage.calls.query({ firmId: firm.id, range });
  const { data: explored } = await api.usage.explore.query({ firmId: firm.id, range });
  await page.goto(`/firms/${firm.id}/calls?from=${range.startDate}&to=${range.endDate}`);
  await settled(page);
  await expect(page.getByText(`Times in ${firm.timeZone}`)).toBeVisible();
  const { calls, cost } = explored.total.figures;
  await expect(page.getByText(`${formatCount(calls, LOCALE)} calls · ${formatEur(cost, LOCALE)}`)).toBeVisible();
  for (const [index, call] of data.calls.slice(0, 12).entries()) {
    const cells = callRows(page).nth(index).locator("th, td");
    await expect(cells.nth(0)).toHaveText(timeText(call, firm.timeZone));
    await expect(cells.nth(3)).toHaveText(call.model);
    await expect(cells.nth(5)).toHaveText(formatCount(call.inputTokens, LOCALE));
    await expect(cells.nth(6)).toHaveText(formatCount(call.outputTokens, LOCALE));
    await expect(cells.nth(7)).toHaveText(call.cost === null ? "unpriced" : formatEur(call.cost, LOCALE));
    await expect(cells.nth(8)).toHaveText(call.success ? "Succeeded" : /^Failed/);
  }
});

test("filters stand in the address, and a second page shows the same", async ({ page, context, api, firm, signIn }) => {
  await signIn();
  await page.goto(`/firms/${firm.id}/calls?range=90d`);
  await settled(page);
  const filters = page.getByRole("search", { name: "Filters" });
  await filters.getByRole("combobox", { name: "Model" }).fill("sonnet");
  await page.getByRole("option", { name: "claude-sonnet-4-5" }).click();
  await expect(page).toHaveURL(/[?&]model=claude-sonnet-4-5/);
  await page.keyboard.press("Escape");
  await filters.getByRole("textbox", { name: "Cost from, EUR" }).fill("0,02");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]min=0\.02/);
  await settled(page);
  const { data } = await api.usage.calls.query({
    firmId: firm.id,
    range: firm.last90Days,
    filters: { model: ["claude-sonnet-4-5"] },
    minCost: "0.02",
  });
  const [first] = data.calls;
  if (first === undefined)
    throw new Error("the demo has no call of claude-sonnet-4-5 of 0.02 EUR; this test needs one");
  await expect(callRows(page).first().locator("th")).toHaveText(timeText(first, firm.timeZone));

  const other = await context.newPage();
  await other.goto(page.url());
  await settled(other);
  await expect(other.getByRole("search").getByText("claude-sonnet-4-5")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "Cost from, EUR" })).toHaveValue("0.02");
  const shown = await callRows(page).locator("th").allTextContents();
  await expect(callRows(other).locator("th")).toHaveText(shown);

  await filters.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page).toHaveURL(`/firms/${firm.id}/calls?range=90d`);
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Cost from, EUR" })).toHaveValue("0.02");

  const id = page.getByRole("textbox", { name: "Call id" });
  await id.fill("x".repeat(201));
  await expect(page.getByText("No id is longer than 200 characters")).toBeVisible();
  // Each is one character, of two units.
  await id.fill("🙂".repeat(200));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]callId=/);
});

test("a filter finds a feature by its id, and a user who is not among the many that are offered", async ({
  page,
  world,
  firm,
  signIn,
}) => {
  await signIn();
  await page.goto(`/firms/${firm.id}/calls?range=90d`);
  await settled(page);
  await page.getByRole("combobox", { name: "Feature" }).fill("assistant_chat");
  await page.getByRole("option", { name: "AI Assistant" }).click();
  await expect(page).toHaveURL(/[?&]feature=assistant_chat/);

  const many: NewFirm = { id: "more-than-offered", name: "More Than Offered SRL", timeZone: "Europe/Bucharest" };
  const now = Date.now();
  const calls = Array.from({ length: MAX_TOP + 1 }, (_, user) => ({
    ...callOf(`call-${user}`, now - 60_000),
    userId: `user-${String(user).padStart(5, "0")}`,
  }));
  await importCalls(world.variables, many, calls);
  const last = `user-${String(MAX_TOP).padStart(5, "0")}`;
  await page.goto(`/firms/${many.id}/calls?range=7d`);
  await settled(page);
  await page.getByRole("combobox", { name: "User" }).fill(last);
  await page.getByRole("option", { name: last }).click();
  await expect(page.getByText("1 call: that is all")).toBeVisible();
  await page.goto(`/firms/${many.id}?range=7d`);
  await page.getByRole("button", { name: "Show the 5,000 largest" }).click();
  await page.getByRole("region", { name: "By user" }).getByRole("searchbox").fill(last);
  await expect(page.getByText(`None of these rows matches “${last}”.`)).toBeVisible();
});

test("more calls come by the keyboard alone, and by scrolling", async ({ page, api, firm, signIn }) => {
  await signIn();
  await page.goto(`/firms/${firm.id}/calls?range=90d`);
  await settled(page);
  const count = page.getByText(/^[\d,]+ calls listed so far$/);
  await expect(count).toHaveText("50 calls listed so far");
  await page.getByRole("button", { name: "Load more" }).focus();
  await page.keyboard.press("Enter");
  await expect(count).toHaveText("100 calls listed so far");
  await expect(page.getByRole("button", { name: "Load more" })).toBeFocused();
  await page.getByRole("region", { name: "Calls, newest first, as a table" }).focus();
  await page.keyboard.press("End");
  await expect(count).toHaveText("150 calls listed so far");
  const first = await api.usage.calls.query({ firmId: firm.id, range: firm.last90Days, limit: 100 });
  const at100 = first.data.calls.at(-1);
  if (at100 === undefined) throw new Error("the demo has no 100 calls in 90 days; this test needs them");
  await expect(page.locator("tr[aria-rowindex='101'] th")).toHaveText(timeText(at100, firm.timeZone));
});

test("a call's story tells its corrections and conflicts, and back closes it", async ({ page, api, world, signIn }) => {
  await signIn();
  const now = Date.now();
  await importCalls(world.variables, STORY_FIRM, [
    callOf("told-1", now - 120_000),
    { ...callOf("told-2", now - 60_000), feature: "report_summary" },
  ]);
  const firmId = STORY_FIRM.id;
  const sentAgain = (difference: object) => ({ ...callOf("told-1", now - 120_000), ...difference });
  // In one batch, so at one instant.
  await api.ingest.record.mutate({
    firmId,
    calls: [sentAgain({ inputTokens: 999 }), sentAgain({ outputTokens: 999 })],
  });
  await api.ingest.correct.mutate({
    firmId,
    id: "told-1",
    changes: { feature: "report-summary", outputTokens: 350 },
    reason: "The sender had named another feature",
  });
  await page.goto(`/firms/${firmId}/calls?range=7d`);
  await settled(page);
  const list = page.url();
  // Two features of one name.
  await expect(callRows(page).locator("td:nth-child(2)")).toHaveText([
    "Report summary (report_summary)",
    "Report summary (report-summary)",
  ]);
  await callRows(page).nth(1).getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]call=told-1/);
  const story = page.getByRole("dialog", { name: "The story of a call" });
  // Printed, it has to say whose call it is.
  await expect(story.getByText(STORY_FIRM.name)).toBeVisible();
  await expect(story.getByText("0.012345678901 EUR")).toBeVisible();
  await expect(story.getByText("An imported file")).toBeVisible();
  await expect(story.getByRole("link", { name: "Report summary (report-summary)" })).toBeVisible();
  const change = story.getByRole("row", { name: /^outputTokens/ });
  await expect(change).toHaveText("outputTokens340350");
  await expect(story.getByRole("row", { name: /^feature/ })).toHaveText("featureassistant_chatreport-summary");
  await expect(story.getByText("The sender had named another feature")).toBeVisible();
  const conflicts = story.locator(".call-notes li");
  await expect(conflicts.filter({ hasText: /: inputTokens$/ })).toBeVisible();
  await expect(conflicts).toHaveCount(2);
  await api.ingest.record.mutate({ firmId, calls: [sentAgain({ reasoningTokens: 41 })] });
  await expect(conflicts.first()).toHaveText(/: reasoningTokens$/);
  await expect(conflicts).toHaveCount(3);
  await expectNoAxeViolations(page);

  await page.goBack();
  await expect(story).toBeHidden();
  await expect(page).toHaveURL(list);
  await page.goForward();
  await expect(story.getByText("told-1", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(story).toBeHidden();
  await expect(page).toHaveURL(list);

  // Where the filters leave nothing, more days are one step away.
  await page.goto(`${list}&min=5`);
  await expect(page.getByText("No call of the period is as the filters ask.")).toBeVisible();
  await page.getByRole("link", { name: "Last 90 days" }).click();
  await expect(page).toHaveURL(/range=90d&min=5/);

  // All digits, by the signs of the reader's locale.
  await openIn(page, "ro", `/firms/${firmId}/calls?range=7d`);
  await callRows(page).nth(1).getByRole("link").first().click();
  await expect(page.getByText("0,012345678901 EUR")).toBeVisible();
});

test("a call that comes while one reads shifts nothing, and is loaded on demand", async ({
  page,
  api,
  world,
  signIn,
}) => {
  await signIn();
  const firm: NewFirm = { ...STORY_FIRM, id: "calls-live" };
  const now = Date.now();
  await importCalls(world.variables, firm, [callOf("first", now - 120_000)]);
  await page.goto(`/firms/${firm.id}/calls?range=7d`);
  await settled(page);
  await expect(callRows(page)).toHaveCount(1);
  await api.ingest.record.mutate({ firmId: firm.id, calls: [callOf("second", now - 60_000)] });
  const load = page.getByRole("button", { name: "1 new call" });
  await expect(load).toBeVisible();
  await expect(callRows(page)).toHaveCount(1);
  await load.click();
  await expect(callRows(page)).toHaveCount(2);
  await expect(load).toBeHidden();
});

test("a firm's user sees no call of another firm, by whatever link", async ({
  page,
  context,
  api,
  world,
  firm,
  complaints,
}) => {
  const others: NewFirm = { ...STORY_FIRM, id: "calls-own", name: "Alta SRL" };
  await importCalls(world.variables, others, []);
  const token = await printToken(world.variables, ["--role", "firm", "--firm", others.id]);
  await context.addCookies([
    { name: "usage-session", value: token, url: world.url, httpOnly: true, sameSite: "Strict" },
  ]);
  const { data } = await api.usage.calls.query({ firmId: firm.id, range: firm.last90Days, limit: 1 });
  const id = String(data.calls[0]?.id);
  await page.goto(`/firms/${others.id}/calls?call=${id}`);
  await expect(page.getByRole("dialog").getByRole("heading", { name: "There is no such call" })).toBeVisible();
  // Unless what went with it in one request was answered.
  complaints.allow(/status of 404/);
  await page.goto(`/firms/${firm.id}/calls?call=${id}`);
  await expect(page.getByRole("heading", { name: "There is no such firm" })).toBeVisible();
  await expect(page.getByText(firm.name)).toHaveCount(0);
});
