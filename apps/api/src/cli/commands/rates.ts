import { Command } from "commander";
import type { Shell } from "../shell.ts";
import { importRatesCommand } from "./rates/import.ts";

export function ratesCommand(shell: Shell): Command {
  return new Command("rates")
    .description("keep the exchange rates by which costs in other currencies become EUR")
    .helpCommand(false)
    .addCommand(importRatesCommand(shell))
    .addHelpText(
      "after",
      `
A cost is turned into EUR by the rate of the call's UTC day or, where that day has none, by the last
one before it. Without such a rate the call is unpriced.

Example:
  npm run usage -- rates import eurofxref-hist.csv`,
    );
}
