import { Command } from "commander";
import { demoCommand } from "./commands/demo.ts";
import { importCommand } from "./commands/import.ts";
import { keysCommand } from "./commands/keys.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { pricesCommand } from "./commands/prices.ts";
import { ratesCommand } from "./commands/rates.ts";
import { rebuildCommand } from "./commands/rebuild.ts";
import { reconcileCommand } from "./commands/reconcile.ts";
import { reportCommand } from "./commands/report.ts";
import { repriceCommand } from "./commands/reprice.ts";
import { tokenCommand } from "./commands/token.ts";
import type { Shell } from "./shell.ts";

const COMMANDS = [
  migrateCommand,
  importCommand,
  reportCommand,
  reconcileCommand,
  rebuildCommand,
  demoCommand,
  tokenCommand,
  keysCommand,
  pricesCommand,
  ratesCommand,
  repriceCommand,
];

/** The command line as one program, in the world of `shell`. It throws instead of ending the process. */
export function createProgram(shell: Shell): Command {
  const program = new Command("npm run usage --")
    .description("Brings AI usage logs into the ledger, reports on them and looks after them.")
    .helpCommand(false)
    .addHelpText(
      "after",
      `
Every command works on DATABASE_URL or, without one, on the project's own database, which it starts
and stops as needed. With REDIS_URL, what other processes have cached is renewed after every change.

Examples:
  npm run usage -- demo
  npm run usage -- import calls.csv --firm acme --create --time-zone Europe/Bucharest
  npm run usage -- report --firm acme --from 2026-11-01 --to 2026-11-30
  npm run usage -- import --help`,
    );
  for (const createCommand of COMMANDS) program.addCommand(createCommand(shell));
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
      // A suggestion comes on a line of its own; faults are one line.
      outputError: (text, write) => write(`${text.trim().replaceAll("\n", " ")}\n`),
    });
  }
  return program;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
