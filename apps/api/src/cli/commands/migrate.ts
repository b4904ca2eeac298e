import { Command } from "commander";
import { migrate } from "usage-db";
import type { Shell } from "../shell.ts";
import { withConnection } from "../with-database.ts";

export function migrateCommand(shell: Shell): Command {
  return new Command("migrate")
    .description("bring the database's schema up to date")
    .addHelpText(
      "after",
      `
Safe to run at any time and beside others: what is applied already is left alone. The project's own
database is migrated by every command; one at DATABASE_URL by this command only.

Example:
  DATABASE_URL=postgresql://user:password@host:5432/usage npm run usage -- migrate`,
    )
    .action(async () => {
      await withConnection(shell, async ({ connectionString }) => {
        const applied = await migrate({
          connectionString,
          onApplied: (name) => shell.stdout.write(`Applied ${name}\n`),
        });
        if (applied.length === 0) shell.stdout.write("The schema is up to date.\n");
      });
    });
}
