import { basename, dirname, extname, join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { CliError } from "../cli-error.ts";
import { CALL_FIELDS } from "../import/call-fields.ts";
import { assertGivenFields, type GivenFields } from "../import/given-fields.ts";
import { importFile, rehearseImport } from "../import/import-file.ts";
import { FILE_FORMATS, type FileFormat, type OpenedFile, openUsageFile } from "../import/open-usage-file.ts";
import { RejectsFile } from "../import/rejects-file.ts";
import { findTarget, targetFirm } from "../import/target-firm.ts";
import { firmIdOption, timeZoneOption } from "../option-parsers.ts";
import type { Shell } from "../shell.ts";
import { withLedger } from "../with-database.ts";

interface ImportOptions {
  readonly firm: string;
  readonly create?: true;
  readonly timeZone?: string;
  readonly name?: string;
  readonly format?: FileFormat;
  readonly map?: ReadonlyMap<string, string>;
  readonly set?: ReadonlyMap<string, string>;
  readonly utc?: true;
  readonly rejects?: string;
  readonly dryRun?: true;
}

export function importCommand(shell: Shell): Command {
  return new Command("import")
    .description("add the calls of a file to a firm's ledger: CSV, NDJSON, or an export of OpenAI or LiteLLM")
    .argument("<file>", "a .csv, .ndjson (.jsonl: one JSON object a line) or .json file")
    .requiredOption("--firm <id>", "the firm", firmIdOption)
    .option("--create", "create the firm if there is none of this id")
    .option("--time-zone <zone>", "with --create: its IANA time zone, such as Europe/Bucharest", timeZoneOption)
    .option("--name <name>", "with --create: its name (default: its id)")
    .addOption(
      new Option("--format <format>", "what the file is, when it does not show by itself").choices(FILE_FORMATS),
    )
    .option("--map <field=Column>", "a CSV of another tool: which column is the field; may be repeated", fieldOption)
    .option("--set <field=value>", "the field's value for every call; may be repeated", fieldOption)
    .option("--utc", "with --map: times without an offset are in UTC (they are refused otherwise)")
    .option("--dry-run", "read, check and count everything, and write nothing")
    .option("--rejects <file>", "where bad lines are written (default: calls.rejects.csv for calls.csv, beside it)")
    .addHelpText(
      "after",
      `
Columns of a CSV, in any order, and fields of a JSON object. These must be there:
  id            unique within the firm: a call whose id is there already changes nothing
  feature       such as assistant_chat
  model         such as gpt-4o
  inputTokens   a whole number, cached tokens included
  outputTokens  a whole number, reasoning included
  success       true or false
  createdAt     ISO 8601 with Z or an offset: 2026-11-24T09:30:00Z
These may be left out, or be empty (in JSON also null):
  userId        none for a batch job
  provider      such as openai
  serviceTier   the price class, such as batch, flex or priority; none for the usual one
  cacheReadTokens, cacheWriteTokens   parts of inputTokens
  reasoningTokens                     part of outputTokens
  costEur       a decimal of EUR, kept exactly; none when it is not known
  costOriginal, currency              instead of costEur: a cost in another currency, such as USD
  errorCode     what the failure is called
  latencyMs     a whole number of milliseconds

A CSV of another tool: --map says which column is which field, and columns that are not mapped are
passed over. A time may then also have a space for the T, or count seconds (10 digits), milliseconds
(13) or microseconds (16) since 1970. Without an id in the file, --set id='NAME-{line}' makes one of
the line's number: choose a NAME for each file, and keep the file as it is.

  --format openai   what OpenAI's organisation usage API answers (.json, or a page a line), or a CSV
                    of its usage page. These are sums: a result of 10 requests becomes 10 calls with
                    even shares, which add up to it exactly, in the middle of its period. Export by
                    model, and each period once: grouped otherwise it would count again.
  --format litellm  rows of LiteLLM_SpendLogs (CSV, or JSON of /spend/logs), or what its generic_api
                    callback sends. Costs are taken in USD; 0 without LiteLLM's own cache is unpriced.

Good lines are kept and bad ones rejected: each is listed with its number and reason, and written as
it was to the rejects file, which can be mended and imported. So is a line whose id is another call in
the ledger (a conflict). Importing a file again adds nothing twice; after Ctrl-C it goes on where it
stopped. The exit code is 1 if any line was bad.

Examples:
  npm run usage -- import calls.csv --firm acme
  npm run usage -- import calls.ndjson --firm acme --create --time-zone Europe/Bucharest --name "Acme SRL"
  npm run usage -- import usage.json --format openai --firm acme --dry-run
  npm run usage -- import trace.csv --firm acme --map createdAt=TIMESTAMP --utc \\
    --map inputTokens=ContextTokens --map outputTokens=GeneratedTokens \\
    --set id='trace-{line}' --set feature=completion --set model=gpt-4o --set success=true`,
    )
    .action(async (path: string, options: ImportOptions) => {
      const create = firmToCreate(options);
      const given = givenFields(options);
      const file = await openUsageFile(path, { format: options.format, given, asOf: shell.clock().getTime() });
      try {
        const rejects = new RejectsFile(rejectsPath(path, file, options.rejects), file.header);
        const name = basename(path);
        const target = { firmId: options.firm, create };
        await withLedger(shell, async (ledger) => {
          if (options.dryRun) {
            const found = await findTarget(ledger.database, target);
            const firmId = "existing" in found ? found.existing.id : null;
            return rehearseImport({ shell, ledger, firmId, name, file });
          }
          const { id: firmId } = await targetFirm(ledger.database, target);
          return importFile({ shell, ledger, firmId, name, file, rejects });
        });
      } finally {
        await file.close();
      }
    });
}

/** `field=anything`, added to those before it. */
function fieldOption(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [, field = "", value = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!CALL_FIELDS.includes(field) || value === "") {
    throw new InvalidArgumentError(`Give one of the fields, = and what it is: ${CALL_FIELDS.join(", ")}.`);
  }
  if (before.has(field)) throw new InvalidArgumentError(`The field ${field} is given twice; leave one of them out.`);
  return new Map([...before, [field, value]]);
}

function givenFields({ map = new Map(), set = new Map(), utc, format }: ImportOptions): GivenFields {
  const given = { columns: map, values: set, isUtc: utc === true };
  assertGivenFields(given, format);
  return given;
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

function rejectsPath(path: string, { header }: OpenedFile, given: string | undefined): string {
  const ending = header === null ? "ndjson" : "csv";
  const rejects = given ?? join(dirname(path), `${basename(path, extname(path))}.rejects.${ending}`);
  if (resolve(rejects) !== resolve(path)) return rejects;
  throw new CliError("--rejects names the file that is imported; name another.");
}
