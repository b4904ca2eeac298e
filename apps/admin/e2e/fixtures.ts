import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "api/contract";
import { addDays, type DateRange, localDayAt } from "usage-core";
import { type World, world } from "./world.ts";

interface Firm {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

/** A firm of the demo, and what the tests know of it. */
export interface DemoFirm extends Firm {
  readonly today: string;
  /** What `range=90d` means today. Unlike the current month, it holds calls on every day of the calendar. */
  readonly last90Days: DateRange;
}

interface Fixtures {
  readonly world: World;
  /** The API asked beside the page, by an operator. */
  readonly api: TRPCClient<AppRouter>;
  /** The demo's firm in Europe/Bucharest. */
  readonly firm: DemoFirm;
  /** Gives the browser an operator's session; the page is not opened yet. */
  readonly signIn: () => Promise<void>;
  /** What the browser complains about, on whatever page of the context. At the end of every test it is what was expected. */
  readonly complaints: Complaints;
}

interface Complaints {
  /** So far. */
  readonly texts: readonly string[];
  /** At the end of the test there is at least one such, and more of them are no fault. */
  readonly expect: (pattern: RegExp) => void;
  /** There may be some: it depends on what was under way. */
  readonly allow: (pattern: RegExp) => void;
  /** Listens to a context of the test's own too. */
  readonly hear: (context: BrowserContext) => void;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner insists on a pattern.
  world: async ({}, use) => use(world()),
  baseURL: async ({ world }, use) => use(world.url),
  api: async ({ world }, use) =>
    use(
      createTRPCClient<AppRouter>({
        links: [httpLink({ url: `${world.url}/trpc`, headers: { authorization: `Bearer ${world.accessToken}` } })],
      }),
    ),
  firm: async ({ api }, use) => {
    const firms = await api.firms.list.query();
    // Other tests make firms of their own.
    const firm = firms.find(({ timeZone, id }) => timeZone === "Europe/Bucharest" && id.startsWith("demo-"));
    if (firm === undefined) throw new Error("the demo has no firm in Europe/Bucharest; these tests need one");
    const today = localDayAt(Date.now(), firm.timeZone).date;
    await use({ ...firm, today, last90Days: { startDate: addDays(today, -89), endDate: today } });
  },
  signIn: async ({ context, world }, use) =>
    use(async () => {
      await context.addCookies([
        { name: "usage-session", value: world.accessToken, url: world.url, httpOnly: true, sameSite: "Strict" },
      ]);
    }),
  complaints: [
    async ({ context }, use) => {
      const texts: string[] = [];
      const expected: RegExp[] = [];
      const allowed: RegExp[] = [];
      const hear = (heard: BrowserContext): void => {
        heard.on("console", (message) => {
          if (message.type() === "error" || message.type() === "warning") texts.push(message.text());
        });
        heard.on("weberror", (error) => texts.push(error.error().message));
      };
      hear(context);
      await use({
        texts,
        hear,
        expect: (pattern) => expected.push(pattern),
        allow: (pattern) => allowed.push(pattern),
      });
      const known = [...expected, ...allowed];
      expect(texts.filter((text) => !known.some((pattern) => pattern.test(text)))).toEqual([]);
      // What was expected and never came is a test that no longer proves anything. The last may still be on its way.
      await expect.poll(() => expected.filter((pattern) => !texts.some((text) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until the page is there, and every panel filled, charts drawn. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".content h1")).toBeVisible();
  await expect(page.locator("[aria-busy='true'], [data-stale], .mantine-Skeleton-root")).toHaveCount(0);
}

/** Waits until its charts are drawn too, which come after the figures: for pictures. */
export async function drawn(page: Page): Promise<void> {
  if (new URL(page.url()).pathname === "/firms") await page.locator(".sparkline").first().waitFor();
  await expect(page.locator(".chart-room:not(:has(.recharts-surface))")).toHaveCount(0);
}

/** Holds back the page's requests to `url` until the function that it gives is called; then they go on, or fail. */
export async function holdRequests(
  page: Page,
  url: string,
  then: "continue" | "abort" = "continue",
): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route[then]();
  });
  return release;
}

/** Fails with what axe finds wrong with the page as it stands. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    at: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect(found).toEqual([]);
}

/** The value under a figure's name. */
export function figure(page: Page, name: string) {
  return page.locator(".figures-cell", { has: page.getByText(name, { exact: true }) }).locator(".figures-value");
}

/** Fails unless the page is at the address, in whatever order that names its parts. */
export async function expectAddress(page: Page, address: string): Promise<void> {
  const parts = (url: URL) =>
    `${url.pathname}?${[...url.searchParams]
      .map((part) => part.join("="))
      .sort()
      .join("&")}`;
  await expect(page).toHaveURL((url) => parts(url) === parts(new URL(address, url)));
}
