import { expect, holdRequests, settled, test } from "./fixtures.ts";

/** What the browser itself prints when a request is refused. */
const REFUSED = /status of 401/;

test("a sign-in link opens the dashboard, and the page keeps no token", async ({ page, context, world }) => {
  const release = await holdRequests(page, "**/session");
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await page.goto(`/#token=${world.linkToken}`);
  await asked;
  expect(page.url()).toBe(`${world.url}/`);
  release();
  await settled(page);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).not.toContain("eyJ");
  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
  await page.reload();
  await settled(page);
  await page.goBack();
  expect(page.url()).not.toContain("token");
});

test("a link keeps the rest of the address", async ({ page, world, firm }) => {
  await page.goto(`/firms/${firm.id}?range=7d#token=${world.linkToken}`);
  await settled(page);
  await expect(page).toHaveURL(`/firms/${firm.id}?range=7d`);
});

test("without a session the page says how to get one", async ({ page, complaints }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await expect(page.getByText("you need a sign-in link")).toBeVisible();
  complaints.expect(REFUSED);
  expect(complaints.texts).toHaveLength(1);
});

test("a link that no longer holds says so, and a good one pasted into the same page signs in", async ({
  page,
  world,
  complaints,
}) => {
  await page.goto("/#token=not-a-token");
  await expect(page.getByText("This sign-in link is no longer valid.")).toBeVisible();
  expect(page.url()).not.toContain("token");
  complaints.expect(REFUSED);
  expect(complaints.texts).toHaveLength(2);
  await page.evaluate((token) => {
    window.location.hash = `token=${token}`;
  }, world.linkToken);
  await settled(page);
  expect(page.url()).not.toContain("token");
});

test("signing out takes the session away", async ({ page, context, signIn, complaints }) => {
  await signIn();
  await page.goto("/");
  await settled(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  complaints.allow(REFUSED);
});

test("a session that ended shows at the next question", async ({ page, context, signIn, firm, complaints }) => {
  await signIn();
  await page.goto(`/firms/${firm.id}`);
  await settled(page);
  await context.clearCookies();
  await page.getByRole("button", { name: /^Period/ }).click();
  await page.getByRole("button", { name: "Last month" }).click();
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  complaints.expect(REFUSED);
});
