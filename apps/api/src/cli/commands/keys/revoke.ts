import { Command } from "commander";
import { quoted } from "usage-core";
import { ApiKeys } from "usage-db";
import { CliError } from "../../cli-error.ts";
import { apiKeyIdArgument } from "../../option-parsers.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

export function revokeKeyCommand(shell: Shell): Command {
  return new Command("revoke")
    .description("end a key for good; every server refuses it within seconds")
    .argument("<id>", 'the id that "keys list" shows, or the whole key where one was found', apiKeyIdArgument)
    .addHelpText(
      "after",
      `
Safe to repeat. What a key has recorded stays.

Example:
  npm run usage -- keys revoke 7k2m9q4v8x3p`,
    )
    .action(async (id: string) => {
      const revoked = await withDatabase(shell, (database) => new ApiKeys({ database, clock: shell.clock }).revoke(id));
      if (revoked === null)
        throw new CliError(`There is no key ${quoted(id)}; "npm run usage -- keys list" shows them.`);
      shell.stdout.write(`The key ${id}, ${quoted(revoked.name)}, is revoked since ${revoked.revokedAt}.\n`);
    });
}
