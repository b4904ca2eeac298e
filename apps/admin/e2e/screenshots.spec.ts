import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { everyPage, openIn } from "./every-page.ts";
import { drawn, settled, test } from "./fixtures.ts";

/** Not kept in the repository: pictures for whoever changes a page to look at. */
const FOLDER = fileURLToPath(new URL("../reports/screenshots/", import.meta.url));

test.beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
});

for (const language of ["en", "ro"] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1280, 1920]) {
      const combination = `${language}-${colorScheme}-${width}`;
      test.describe(combination, () => {
        test.use({ colorScheme, viewport: { width, height: 900 }, locale: language });

        test("every page", async ({ page, signIn, firm, api }) => {
          await signIn();
          for (const [name, path] of Object.entries(everyPage(firm))) {
            await openIn(page, language, path);
            await drawn(page);
            await page.screenshot({ path: `${FOLDER}${name}-${combination}.png`, fullPage: true });
          }
          await page.goto(`/firms/${firm.id}`);
          await settled(page);
          await page.getByRole("button", { name: /^(Period|Perioada)/ }).click();
          await page.getByRole("button", { name: /^(Previous month|Luna precedentă)$/ }).waitFor();
          await page.screenshot({ path: `${FOLDER}calendar-${combination}.png` });
          const { data } = await api.usage.calls.query({ firmId: firm.id, range: firm.last90Days, failedOnly: true });
          await page.goto(`/firms/${firm.id}/calls?range=90d&call=${data.calls[0]?.id}`);
          await settled(page);
          await page.locator(".call-facts").first().waitFor();
          await page.screenshot({ path: `${FOLDER}story-${combination}.png` });
        });

        test("signed out", async ({ page, complaints }) => {
          await page.goto("/");
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.screenshot({ path: `${FOLDER}signed-out-${combination}.png` });
          complaints.expect(/status of 401/);
        });
      });
    }
  }
}
