import { Command } from "commander";
import { quoted } from "usage-core";
import { type ApiKey, type ApiKeyScope, ApiKeys } from "usage-db";
import { ACTOR } from "../../actor.ts";
import { CliError } from "../../cli-error.ts";
import { requireFirm } from "../../firms.ts";
import { apiKeyScopesOption, firmIdOption } from "../../option-parsers.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

interface CreateOptions {
  readonly firm?: string;
  readonly gateway?: true;
  readonly name: string;
  readonly scopes: ApiKeyScope[];
}

export function createKeyCommand(shell: Shell): Command {
  return new Command("create")
    .description("make a key and print it, once")
    .option("--firm <id>", "the firm that the key is bound to", firmIdOption)
    .option("--gateway", "bind it to no firm instead: its holder names the firm of each call")
    .requiredOption("--scopes <list>", "what it is for, by commas: ingest, read, backfill", apiKeyScopesOption)
    .requiredOption("--name <text>", "what will use it, to tell it from others")
    .addHelpText(
      "after",
      `
  ingest    records calls, and reads nothing
  read      answers questions about its firm's usage; a gateway's key has it never
  backfill  goes with ingest, and lets it record calls of any age

The key alone goes to standard output. It is kept nowhere, so save it now; a lost one is revoked and
replaced. A secret scanner finds keys by \\busage_[0-9a-hjkmnp-tv-z]{12}_[0-9a-hjkmnp-tv-z]{47}\\b.

Examples:
  npm run -s usage -- keys create --firm acme --scopes ingest --name "billing worker"
  npm run -s usage -- keys create --firm acme --scopes read --name "monthly report" > key.txt
  npm run -s usage -- keys create --gateway --scopes ingest,backfill --name "model gateway"`,
    )
    .action(async (options: CreateOptions) => {
      const firmId = firmOf(options);
      const { key, ...made } = await withDatabase(shell, async (database) => {
        if (firmId !== null) await requireFirm(database, firmId);
        const keys = new ApiKeys({ database, clock: shell.clock });
        return keys.create({ firmId, name: options.name, scopes: options.scopes }, ACTOR);
      });
      shell.stderr.write(describe(made));
      shell.stdout.write(`${key}\n`);
    });
}

function firmOf({ firm, gateway }: CreateOptions): string | null {
  if (firm !== undefined && gateway) throw new CliError("--firm does not go with --gateway: give one of them.");
  if (firm === undefined && !gateway) throw new CliError("Give --firm, or --gateway for a key of no single firm.");
  return firm ?? null;
}

function describe({ id, name, firmId, scopes }: ApiKey): string {
  const whose = firmId === null ? "a gateway" : `the firm ${quoted(firmId)}`;
  return `Made the key ${id}, ${quoted(name)}, of ${whose} for ${scopes.join(" and ")}. It is shown this once only:\n`;
}
