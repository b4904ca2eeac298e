import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** More than any page has from its first control to its last. */
const MOST_PRESSES = 200;

/** Presses Tab until `wanted` has the focus, and sees that each on the way shows its focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    await page.keyboard.press("Tab");
    const without = await page.evaluate(() => {
      const focused = document.activeElement;
      // At the page's end the focus goes to the window, and begins anew.
      if (focused === null || focused === document.body) return null;
      // A field among the values that it has picked shows its focus around them all.
      const { outlineStyle } = getComputedStyle(focused.closest(".mantine-MultiSelect-input") ?? focused);
      return outlineStyle === "none" ? focused.outerHTML : null;
    });
    expect(without).toBeNull();
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_PRESSES} presses of Tab did not reach ${wanted}`);
}

/** Goes to `wanted` by Tab and presses Enter on it. */
export async function enter(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}
