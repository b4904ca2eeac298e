import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { type Database, saveRates } from "usage-db";
import { type EcbRate, parseEcbRates } from "usage-pricing";
import { CliError } from "../../cli-error.ts";
import type { Shell } from "../../shell.ts";
import { counted } from "../../text.ts";
import { withDatabase } from "../../with-database.ts";

/** Rates in one statement. */
const BATCH_SIZE = 10_000;

export function importRatesCommand(shell: Shell): Command {
  return new Command("import")
    .description("load the euro's reference rates of the European Central Bank")
    .argument("<file>", "eurofxref-hist.csv or eurofxref.csv, unpacked")
    .addHelpText(
      "after",
      `
The European Central Bank publishes both files, zipped, among its euro foreign exchange reference
rates. A rate that is there already is replaced. Calls that are recorded from now on use the new rates;
"reprice" brings them to earlier ones.

Example:
  npm run usage -- rates import eurofxref-hist.csv`,
    )
    .action(async (path: string) => {
      const rates = parse(await read(path));
      if (rates.length === 0) throw new CliError(`The file ${path} has no rate of any currency: all are N/A.`);
      const changed = await withDatabase(shell, (database) => saveAll(database, rates));
      const dates = rates.map(({ date }) => date).sort();
      shell.stdout.write(
        `${counted(rates.length, "rate")} read, from ${dates[0]} to ${dates.at(-1)}: ${changed.toLocaleString("en-GB")} new or changed\n`,
      );
    });
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`The file ${path} cannot be read (${code}).`, { cause: error });
  }
}

function parse(csv: string): EcbRate[] {
  try {
    return parseEcbRates(csv);
  } catch (error) {
    throw new CliError(`${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  }
}

async function saveAll(database: Database, rates: readonly EcbRate[]): Promise<number> {
  let changed = 0;
  for (let start = 0; start < rates.length; start += BATCH_SIZE) {
    changed += await saveRates(database, rates.slice(start, start + BATCH_SIZE));
  }
  return changed;
}
