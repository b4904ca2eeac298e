import { expect, type Locator } from "@playwright/test";

/** The cells of every row of a table that draws only those in sight, without its head and foot; `scroller` is what scrolls it. */
export async function tableRows(scroller: Locator): Promise<string[][]> {
  const count = Number(await scroller.getByRole("table").getAttribute("aria-rowcount")) - 2;
  const found: string[][] = [];
  await expect
    .poll(
      async () => {
        const rows = await scroller.locator("tbody tr:not([data-space])").evaluateAll((drawn) =>
          drawn.map((row) => ({
            place: Number(row.getAttribute("aria-rowindex")) - 2,
            cells: Array.from(row.querySelectorAll("td"), (cell) => cell.textContent ?? ""),
          })),
        );
        for (const { place, cells } of rows) found[place] = cells;
        await scroller.evaluate((element) => element.scrollBy(0, element.clientHeight));
        return Object.keys(found).length;
      },
      { intervals: [50] },
    )
    .toBe(count);
  return found;
}
