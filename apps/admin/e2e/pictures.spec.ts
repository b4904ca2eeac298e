import { fileURLToPath } from "node:url";
import { drawn, expect, settled, test } from "./fixtures.ts";

/** The pictures of the README. */
const FOLDER = fileURLToPath(new URL("../../../docs/images/", import.meta.url));

const PICTURES = [
  { name: "overview", colorScheme: "light", path: "?range=30d&split=model" },
  { name: "explore", colorScheme: "dark", path: "/explore?range=30d" },
  { name: "calls", colorScheme: "light", path: "/calls?range=30d&failed=1" },
] as const;

for (const { name, colorScheme, path } of PICTURES) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 860 } });

    test("picture", async ({ page, signIn, firm }) => {
      await signIn();
      await page.goto(`/firms/${firm.id}${path}`);
      await settled(page);
      await expect(page.locator(".live-mark[data-state=live]")).toBeVisible();
      await drawn(page);
      await page.screenshot({ path: `${FOLDER}${name}.png` });
    });
  });
}
