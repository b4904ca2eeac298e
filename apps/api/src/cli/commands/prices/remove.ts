import { Command } from "commander";
import { removePrice } from "usage-db";
import { CliError } from "../../cli-error.ts";
import { numberOption } from "../../option-parsers.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

export function removePriceCommand(shell: Shell): Command {
  return new Command("remove")
    .description("take a price back; calls that were priced with it keep their cost")
    .argument("<id>", "the price's number, as the list shows it", numberOption)
    .addHelpText("after", "\nExample:\n  npm run usage -- prices remove 3")
    .action(async (id: number) => {
      const isRemoved = await withDatabase(shell, (database) => removePrice(database, id));
      if (!isRemoved) throw new CliError(`There is no price ${id}; "prices list" shows those that there are.`);
      shell.stdout.write(`Price ${id} is removed.\n`);
    });
}
