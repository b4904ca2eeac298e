import { Command } from "commander";
import { printable } from "usage-core";
import { type ApiKey, ApiKeys } from "usage-db";
import { requireFirm } from "../../firms.ts";
import { firmIdOption } from "../../option-parsers.ts";
import { fittedColumns } from "../../report/fitted-columns.ts";
import { renderTable, stylingOf } from "../../report/render-table.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

interface ListOptions {
  readonly firm?: string;
  readonly json?: true;
}

const TITLES = ["Id", "Name", "Firm", "Scopes", "Created", "Last used", "Revoked"];

export function listKeysCommand(shell: Shell): Command {
  return new Command("list")
    .description("show the keys, revoked ones included; never their secrets")
    .option("--firm <id>", "one firm's (default: all, gateways' first)", firmIdOption)
    .option("--json", "print JSON, and nothing else, on standard output")
    .addHelpText(
      "after",
      `
Times are UTC. The last use is known to a minute or two.

Examples:
  npm run usage -- keys list
  npm run -s usage -- keys list --firm acme --json | jq '.[] | select(.lastUsedAt == null)'`,
    )
    .action(async ({ firm: firmId, json }: ListOptions) => {
      const keys = await withDatabase(shell, async (database) => {
        if (firmId !== undefined) await requireFirm(database, firmId);
        return new ApiKeys({ database, clock: shell.clock }).list(firmId);
      });
      const rows = keys.map(cellsOf);
      if (json) shell.stdout.write(`${JSON.stringify(keys, null, 2)}\n`);
      else if (keys.length === 0) shell.stdout.write("There are no keys.\n");
      else shell.stdout.write(`${renderTable(fittedColumns(TITLES, rows), rows, stylingOf(shell.stdout))}\n`);
    });
}

function cellsOf({ id, name, firmId, scopes, createdAt, lastUsedAt, revokedAt }: ApiKey): string[] {
  return [
    id,
    printable(name),
    firmId === null ? "(gateway)" : printable(firmId),
    scopes.join(","),
    toMinute(createdAt),
    lastUsedAt === null ? "never" : toMinute(lastUsedAt),
    revokedAt === null ? "" : toMinute(revokedAt),
  ];
}

/** `2026-11-24 12:00` of an ISO 8601 instant in UTC. */
function toMinute(instant: string): string {
  return instant.slice(0, 16).replace("T", " ");
}
