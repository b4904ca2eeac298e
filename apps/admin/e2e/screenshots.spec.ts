import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { addDays } from "usage-core";
import { settled, test } from "./fixtures.ts";
import { EMPTY_FIRM } from "./world.ts";

/** Not kept in the repository: pictures for whoever changes the page to look at. */
const FOLDER = fileURLToPath(new URL("../reports/screenshots/", import.meta.url));

test.beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
});

for (const language of ["en", "ro"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1280, 1920]) {
      const name = `${language}-${colorScheme}-${width}`;
      test.describe(name, () => {
        test.use({ colorScheme, viewport: { width, height: 900 }, locale: language });

        test("dashboard", async ({ page, signIn, firm }) => {
          await signIn();
          await page.goto(`/firms/${firm.id}`);
          await settled(page);
          await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true });
          await page.goto(`/firms/${firm.id}?range=90d&day=${addDays(firm.today, -3)}`);
          await settled(page);
          await page.screenshot({ path: `${FOLDER}${name}-hours.png`, fullPage: true });
          await page.getByRole("button", { name: /^(Period|Perioada)/ }).click();
          await page.getByRole("button", { name: /^(Previous month|Luna precedentă)$/ }).waitFor();
          await page.screenshot({ path: `${FOLDER}${name}-calendar.png` });
          for (const [what, path] of [
            ["firms", "/firms"],
            ["quality", `/firms/${firm.id}/quality?range=90d`],
            ["all-well", `/firms/${firm.id}/quality?from=${firm.today}&to=${firm.today}`],
            ["user", `/firms/${firm.id}/users/batch?range=90d`],
          ]) {
            await page.goto(String(path));
            await settled(page);
            await page.screenshot({ path: `${FOLDER}${name}-${what}.png`, fullPage: true });
          }
          await page.goto(`/firms/${EMPTY_FIRM.id}`);
          await page.locator(".dashboard-empty").waitFor();
          await page.screenshot({ path: `${FOLDER}${name}-empty.png` });
        });

        test("signed out", async ({ page, complaints }) => {
          await page.goto("/");
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.screenshot({ path: `${FOLDER}${name}-signed-out.png` });
          complaints.length = 0;
        });
      });
    }
  }
}
