import { everyPage, openIn } from "./every-page.ts";
import { expect, expectNoAxeViolations, test } from "./fixtures.ts";

/** Each of these tests opens all pages, which takes minutes where others are at work. */
test.describe.configure({ timeout: 900_000 });

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

for (const { colorScheme, width, language } of [
  { colorScheme: "light", width: 1280, language: "en" },
  { colorScheme: "dark", width: 360, language: "ro" },
] as const) {
  test.describe(`${colorScheme}, ${width} pixels, ${language}`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });

    test("axe finds nothing on any page", async ({ page, firm }) => {
      for (const path of Object.values(everyPage(firm))) {
        await openIn(page, language, path);
        await test.step(path, () => expectNoAxeViolations(page));
      }
    });
  });
}

for (const language of ["ro", "en"] as const) {
  test(`no page is wider than its window, however wide that is, ${language}`, async ({ page, firm }) => {
    for (const path of Object.values(everyPage(firm))) {
      await openIn(page, language, path);
      for (const width of [1920, 1280, 768, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const needed = () => page.evaluate(() => document.documentElement.scrollWidth);
        await expect.poll(needed, `${path} at ${width} pixels`).toBe(width);
      }
    }
  });
}
