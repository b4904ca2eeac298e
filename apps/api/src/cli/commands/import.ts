import { basename, dirname, extname, join, resolve } from "node:path";
import { Command, Option } from "commander";
import { CliError } from "../cli-error.ts";
import { importFile } from "../import/import-file.ts";
import { type FileFormat, type OpenedFile, openUsageFile } from "../import/open-usage-file.ts";
import { RejectsFile } from "../import/rejects-file.ts";
import { targetFirm } from "../import/target-firm.ts";
import { firmIdOption, timeZoneOption } from "../option-parsers.ts";
import type { Shell } from "../shell.ts";
import { withLedger } from "../with-database.ts";

interface ImportOptions {
  readonly firm: string;
  readonly create?: true;
  readonly timeZone?: string;
  readonly name?: string;
  readonly format?: FileFormat;
  readonly rejects?: string;
}

export function importCommand(shell: Shell): Command {
  return new Command("import")
    .description("add the calls of a CSV or NDJSON file to a firm's ledger")
    .argument("<file>", "a .csv file, or .ndjson (.jsonl) with one JSON object a line")
    .requiredOption("--firm <id>", "the firm", firmIdOption)
    .option("--create", "create the firm if there is none of this id")
    .option("--time-zone <zone>", "with --create: its IANA time zone, such as Europe/Bucharest", timeZoneOption)
    .option("--name <name>", "with --create: its name (default: its id)")
    .addOption(
      new Option("--format <format>", "what the file is, when its name does not tell").choices(["csv", "ndjson"]),
    )
    .option("--rejects <file>", "where bad lines are written (default: calls.rejects.csv for calls.csv, beside it)")
    .addHelpText(
      "after",
      `
Columns of a CSV, in any order, and fields of a JSON object:
  id            unique within the firm: a call whose id is there already changes nothing
  userId        empty (null, absent) for a batch job
  feature       such as assistant_chat
  model         such as gpt-4o
  inputTokens   a whole number
  outputTokens  a whole number
  costEur       a decimal of EUR, kept exactly; empty (null, absent) when it is not known
  success       true or false
  createdAt     ISO 8601 with Z or an offset: 2026-11-24T09:30:00Z

Good lines are kept and bad ones rejected: each is listed with its number and reason, and written as
it was to the rejects file, which can be mended and imported. Importing a file again adds nothing
twice; after Ctrl-C it goes on where it stopped. The exit code is 1 if any line was bad.

Examples:
  npm run usage -- import calls.csv --firm acme
  npm run usage -- import calls.ndjson --firm acme --create --time-zone Europe/Bucharest --name "Acme SRL"`,
    )
    .action(async (path: string, options: ImportOptions) => {
      const create = firmToCreate(options);
      const file = await openUsageFile(path, options.format);
      try {
        const rejects = new RejectsFile(rejectsPath(path, file, options.rejects), file.header);
        await withLedger(shell, async (ledger) => {
          const { id: firmId } = await targetFirm(ledger.database, { firmId: options.firm, create });
          await importFile({ shell, ledger, firmId, name: basename(path), file, rejects });
        });
      } finally {
        await file.close();
      }
    });
}

function firmToCreate({ create, timeZone, name }: ImportOptions) {
  if (create === undefined) {
    if (timeZone !== undefined)
      throw new CliError("--time-zone goes with --create: a firm keeps the zone that it has.");
    if (name !== undefined) throw new CliError("--name goes with --create: a firm keeps the name that it has.");
    return null;
  }
  if (timeZone === undefined) throw new CliError("--create needs --time-zone: the zone in which its days are counted.");
  return { timeZone, name };
}

function rejectsPath(path: string, { format }: OpenedFile, given: string | undefined): string {
  const rejects = given ?? join(dirname(path), `${basename(path, extname(path))}.rejects.${format}`);
  if (resolve(rejects) !== resolve(path)) return rejects;
  throw new CliError("--rejects names the file that is imported; name another.");
}
