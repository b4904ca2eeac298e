import { Command } from "commander";
import { printable } from "usage-core";
import { listPrices } from "usage-db";
import { fittedColumns } from "../../report/fitted-columns.ts";
import { renderTable, stylingOf } from "../../report/render-table.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

const TITLES = ["Model", "Provider", "Tier", "Firm", "From", "Input", "Output", "Cache read", "Cache write", "", "Id"];

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
        printable(price.model),
        printable(price.provider ?? "any"),
        printable(price.serviceTier ?? "usual"),
        printable(price.firmId ?? "all"),
        price.validFrom,
        price.inputPerMillion,
        price.outputPerMillion,
        price.cacheReadPerMillion ?? "as input",
        price.cacheWritePerMillion ?? "as input",
        price.currency,
        String(price.id),
      ]);
      shell.stdout.write(`${renderTable(fittedColumns(TITLES, rows), rows, stylingOf(shell.stdout))}\n`);
    });
}
