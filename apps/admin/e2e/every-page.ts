import type { Page } from "@playwright/test";
import type { DemoFirm } from "./fixtures.ts";
import { expect, settled } from "./fixtures.ts";
import { EMPTY_FIRM } from "./world.ts";

/** Every page, with all that it can show at once, by the name of its picture. */
export function everyPage({ id, today }: DemoFirm): Readonly<Record<string, string>> {
  const firm = `/firms/${id}`;
  return {
    firms: "/firms",
    overview: `${firm}?range=90d&step=day&split=user&day=${today}`,
    "overview-empty": `/firms/${EMPTY_FIRM.id}`,
    explore: `${firm}/explore?range=30d`,
    "explore-lines": `${firm}/explore?range=90d&by=feature&by=user&compare=previousPeriod&model=gpt-4o&chart=lines`,
    "explore-table": `${firm}/explore?range=90d&by=user&top=50&chart=table`,
    "explore-whole": `${firm}/explore?range=90d&by=none&compare=previousPeriod`,
    "explore-nothing": `${firm}/explore?model=no-such-model`,
    calls: `${firm}/calls?range=90d&failed=1&model=gpt-4o&model=claude-sonnet-4-5&feature=assistant_chat`,
    feature: `${firm}/features/contract_review?range=90d`,
    user: `${firm}/users/batch?range=90d`,
    model: `${firm}/models/gpt-4o?range=90d`,
    provider: `${firm}/providers/anthropic?range=90d`,
    quality: `${firm}/quality?range=90d`,
  };
}

/** Opens a page in the reader's language and waits until it is filled. */
export async function openIn(page: Page, language: "en" | "ro", path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("radiogroup").getByText(language.toUpperCase(), { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await settled(page);
}
