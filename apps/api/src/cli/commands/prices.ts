import { Command } from "commander";
import type { Shell } from "../shell.ts";
import { listPricesCommand } from "./prices/list.ts";
import { removePriceCommand } from "./prices/remove.ts";
import { setPriceCommand } from "./prices/set.ts";

export function pricesCommand(shell: Shell): Command {
  return new Command("prices")
    .description("keep prices of your own, which win over the catalogue's")
    .helpCommand(false)
    .addCommand(setPriceCommand(shell))
    .addCommand(listPricesCommand(shell))
    .addCommand(removePriceCommand(shell))
    .addHelpText(
      "after",
      `
Of several that fit, a firm's own comes before one for all firms, then one that names the provider, then
the latest. A change is in use within seconds; "reprice" brings it to calls that are recorded already.

Examples:
  npm run usage -- prices set --model house-model --from 2026-11-01 --currency EUR --input 0.5 --output 1.5
  npm run usage -- prices list
  npm run usage -- prices remove 3`,
    );
}
