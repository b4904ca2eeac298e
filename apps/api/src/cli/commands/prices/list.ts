import { Command } from "commander";
import { listPrices } from "usage-db";
import { renderTable, stylingOf } from "../../report/render-table.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

const COLUMNS = {
  titles: ["Model", "Provider", "Tier", "Firm", "From", "Input", "Output", "Cache read", "Cache write", "", "Id"],
  widths: [28, 16, 10, 18, 11, 10, 10, 11, 12, 5, 6],
  align: "left",
} as const;

export function listPricesCommand(shell: Shell): Command {
  return new Command("list")
    .description("list your own prices, per million tokens")
    .addHelpText("after", "\nExample:\n  npm run usage -- prices list")
    .action(async () => {
      const prices = await withDatabase(shell, listPrices);
      if (prices.length === 0) {
        shell.stdout.write("There are no prices of your own: the catalogue's hold.\n");
        return;
      }
      const rows = prices.map((price) => [
        price.model,
        price.provider ?? "any",
        price.serviceTier ?? "usual",
        price.firmId ?? "all",
        price.validFrom,
        price.inputPerMillion,
        price.outputPerMillion,
        price.cacheReadPerMillion ?? "as input",
        price.cacheWritePerMillion ?? "as input",
        price.currency,
        String(price.id),
      ]);
      shell.stdout.write(`${renderTable(COLUMNS, rows, stylingOf(shell.stdout))}\n`);
    });
}
