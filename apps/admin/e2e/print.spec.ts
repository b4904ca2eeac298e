import type { Locator, Page } from "@playwright/test";
import { everyPage, openIn } from "./every-page.ts";
import { expect, settled, test } from "./fixtures.ts";

/** What A4 has beside its margins, in CSS pixels: the pages' own style leaves 12 mm at either side. */
const PAPER_WIDTH = 703;

test("nothing is wider than the paper, however wide the window", async ({ page, signIn, firm }) => {
  await page.setViewportSize({ width: 1920, height: 900 });
  await signIn();
  const { firms, overview, explore, calls, user } = everyPage(firm);
  const table = `/firms/${firm.id}/explore?range=90d&by=user&top=50&chart=table&compare=previousPeriod`;
  const all = `/firms/${firm.id}?range=90d&all=user`;
  for (const path of [firms, overview, explore, calls, user, table, all]) {
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1920, height: 900 });
    await openIn(page, "en", path ?? "");
    expect(await chartWidths(page, "beforeprint"), path).toEqual([]);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
    expect(await tooWide(page), path).toEqual([]);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  }
});

test("an open story is printed alone, from its top to its end; a closed one leaves the page as it is", async ({
  page,
  signIn,
  firm,
}) => {
  await signIn();
  await openIn(page, "en", `/firms/${firm.id}/calls?range=90d`);
  await page.locator(".calls-table tbody").getByRole("link").first().click();
  const story = page.getByRole("dialog", { name: "The story of a call" });
  await expect(story.getByRole("heading", { name: "Changes" })).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // Less than the story is high.
  await page.setViewportSize({ width: PAPER_WIDTH, height: 300 });
  await expect(page.getByRole("heading", { name: "Calls", exact: true, includeHidden: true })).toBeHidden();
  await expect(story.getByRole("button")).toHaveCount(0);
  await expect(story).toHaveCSS("background-color", "rgb(255, 255, 255)");
  expect(await paperOf(story)).toEqual({ left: 0, top: 0, width: PAPER_WIDTH, isWhole: true });
  await page.emulateMedia({ media: "screen" });
  await page.keyboard.press("Escape");
  await expect(story).toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "Calls", exact: true })).toBeVisible();
  await expect(page.locator(".calls-table tbody tr").first()).toBeVisible();
});

test("what narrows a list is printed with it, and nothing where nothing does", async ({ page, signIn, firm }) => {
  await signIn();
  const calls = `/firms/${firm.id}/calls?range=90d`;
  for (const { path, part, isPrinted } of [
    { path: calls, part: page.getByRole("search", { name: "Filters" }), isPrinted: false },
    { path: `${calls}&failed=1`, part: page.getByRole("search", { name: "Filters" }), isPrinted: true },
    { path: "/firms", part: page.getByRole("searchbox"), isPrinted: false },
    { path: "/firms?q=bucure", part: page.getByRole("searchbox"), isPrinted: true },
  ]) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(path);
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await expect(part, path).toBeVisible({ visible: isPrinted });
  }
});

/** Where on the paper a part is printed, and whether all that is in it lies on paper. */
function paperOf(part: Locator): Promise<unknown> {
  return part.evaluate((element) => {
    const { left, top, width, bottom } = element.getBoundingClientRect();
    const { scrollHeight } = document.documentElement;
    const isCut = element.scrollHeight > element.clientHeight || bottom > scrollHeight + 1;
    return { left, top, width, isWhole: !isCut };
  });
}

/** The charts that do not fit on paper at the moment at which the browser takes the page as it is: at once after the event. */
function chartWidths(page: Page, event: string): Promise<number[]> {
  return page.evaluate(
    ([name, most]) => {
      window.dispatchEvent(new Event(name));
      return [...document.querySelectorAll(".chart .recharts-surface[role=application]")]
        .map((chart) => Number(chart.getAttribute("width")))
        .filter((width) => width === 0 || width > most);
    },
    [event, PAPER_WIDTH] as const,
  );
}

/** What reaches out of its panel or over the paper's edge, or would at a page break, as columns do. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".content *")]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        if (width === 0 || element.closest("defs, .visually-hidden") !== null) return false;
        if (getComputedStyle(element).columnCount !== "auto") return true;
        const edge = element.closest(".panel")?.getBoundingClientRect().right ?? window.innerWidth;
        return right > Math.min(edge, window.innerWidth) + 1;
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );
}
