import { Command } from "commander";
import { describeIssues } from "usage-core";
import { savePrice } from "usage-db";
import { ownPriceSchema } from "usage-pricing";
import { CliError } from "../../cli-error.ts";
import { requireFirm } from "../../firms.ts";
import { dateOption, firmIdOption } from "../../option-parsers.ts";
import type { Shell } from "../../shell.ts";
import { withDatabase } from "../../with-database.ts";

interface SetPriceOptions {
  readonly model: string;
  readonly provider?: string;
  readonly tier?: string;
  readonly firm?: string;
  readonly from: string;
  readonly currency: string;
  readonly input: string;
  readonly output: string;
  readonly cacheRead?: string;
  readonly cacheWrite?: string;
}

export function setPriceCommand(shell: Shell): Command {
  return new Command("set")
    .description("add a price per million tokens, or replace the one of the same day")
    .requiredOption("--model <id>", "the model")
    .option("--provider <id>", "who serves it, such as openai (default: any)")
    .option("--tier <tier>", "the price class, such as batch (default: the usual one)")
    .option("--firm <id>", "for one firm (default: for all)", firmIdOption)
    .requiredOption("--from <date>", "the UTC day from which it holds, YYYY-MM-DD", dateOption)
    .requiredOption("--currency <code>", "such as USD or EUR")
    .requiredOption("--input <amount>", "per million tokens of input")
    .requiredOption("--output <amount>", "per million tokens of output")
    .option("--cache-read <amount>", "per million tokens that were read from a cache (default: as the input)")
    .option("--cache-write <amount>", "per million tokens that were written to a cache (default: as the input)")
    .addHelpText(
      "after",
      `
Example:
  npm run usage -- prices set --model gpt-4o --tier batch --from 2026-11-01 --currency USD --input 1.25 --output 5`,
    )
    .action(async (options: SetPriceOptions) => {
      const parsed = ownPriceSchema.safeParse({
        firmId: options.firm,
        provider: options.provider,
        model: options.model,
        serviceTier: options.tier,
        validFrom: options.from,
        currency: options.currency,
        inputPerMillion: options.input,
        outputPerMillion: options.output,
        cacheReadPerMillion: options.cacheRead,
        cacheWritePerMillion: options.cacheWrite,
      });
      if (!parsed.success) throw new CliError(`The price is not valid: ${describeIssues(parsed.error)}.`);
      const id = await withDatabase(shell, async (database) => {
        if (options.firm !== undefined) await requireFirm(database, options.firm);
        return savePrice(database, parsed.data);
      });
      shell.stdout.write(`Price ${id} is set.\n`);
    });
}
