import { Command } from "commander";
import { createMemoryUsageCache, UsageReader } from "usage-db";
import { requireFirm } from "../firms.ts";
import { dateOption, firmIdOption } from "../option-parsers.ts";
import { gatherReport } from "../report/gather-report.ts";
import { renderReport } from "../report/render-report.ts";
import { stylingOf } from "../report/render-table.ts";
import { type AskedRange, reportRange } from "../report/report-range.ts";
import type { Shell } from "../shell.ts";
import { unlessInterrupted, withDatabase } from "../with-database.ts";

interface ReportOptions extends AskedRange {
  readonly firm: string;
  readonly json?: true;
}

export function reportCommand(shell: Shell): Command {
  return new Command("report")
    .description("show what a firm spent: in all, by day, feature, user and model")
    .requiredOption("--firm <id>", "the firm", firmIdOption)
    .option("--from <date>", "first day, YYYY-MM-DD (default: the first of the month of --to)", dateOption)
    .option("--to <date>", "last day, YYYY-MM-DD (default: today)", dateOption)
    .option("--json", "print JSON, and nothing else, on standard output")
    .addHelpText(
      "after",
      `
Days are the firm's own, in its time zone. The JSON has firmId, timeZone, range, overview, days,
features, users and models, with costs in EUR. A cost leaves out the unpricedCalls beside it.

Examples:
  npm run usage -- report --firm acme
  npm run usage -- report --firm acme --from 2026-10-01 --to 2026-10-31
  npm run -s usage -- report --firm acme --json | jq .overview.totalCost`,
    )
    .action(async ({ firm: firmId, json, ...asked }: ReportOptions) => {
      // One instant for the whole report, and a cache of its own: a report reads the ledger as it is.
      const now = shell.clock();
      await withDatabase(shell, async (database) => {
        const firm = await requireFirm(database, firmId);
        const range = reportRange(asked, now, firm.timeZone);
        const reader = new UsageReader({ database, cache: createMemoryUsageCache(), clock: () => now });
        const report = await unlessInterrupted(shell.signal, gatherReport(reader, firm.id, range));
        shell.stdout.write(
          json
            ? `${JSON.stringify(report, null, 2)}\n`
            : `${renderReport(report, firm.name, stylingOf(shell.stdout))}\n`,
        );
      });
    });
}
