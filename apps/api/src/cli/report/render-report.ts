import {
  featureName,
  formatCount,
  formatDate,
  formatDateRange,
  formatEur,
  formatRate,
  formatShare,
  isUnpriced,
  localeOf,
  type PartlyKnownCost,
  printable,
  userNameIn,
} from "usage-core";
import type { UsageReport } from "./gather-report.ts";
import { renderTable, type Styling } from "./render-table.ts";

const LOCALE = localeOf("en");
/** The rows of a breakdown that are shown: who needs more takes the JSON. */
const SHOWN_ROWS = 20;

interface Figures extends PartlyKnownCost {
  readonly tokens: number;
  readonly calls: number;
}

/** The report for a terminal of 80 columns. */
export function renderReport(report: UsageReport, firmName: string, styling: Styling): string {
  const { overview, days, features, users, models } = report;
  const { totalCost, unpricedCalls, projectedMonthEnd, projectionUnpricedCalls } = overview;
  const title = printable(firmName === report.firmId ? firmName : `${firmName} (${report.firmId})`);
  return [
    `${styling.bold(title)}\n${formatDateRange(report.range, LOCALE)}, days of ${report.timeZone}`,
    renderTable(
      { titles: ["Overview"], widths: [28, 14] },
      [
        ["Spend", costText({ cost: totalCost, unpricedCalls })],
        ["Month's end at this pace", costText({ cost: projectedMonthEnd, unpricedCalls: projectionUnpricedCalls })],
        ["Calls", formatCount(overview.totalCalls, LOCALE)],
        ...(unpricedCalls === 0 ? [] : [["  of unknown cost", formatCount(unpricedCalls, LOCALE)]]),
        ["Tokens", formatCount(overview.totalTokens, LOCALE)],
        ["Success rate", formatRate(overview.successRate, LOCALE)],
      ],
      styling,
    ),
    breakdown("Day", days, ({ date }) => formatDate(date, LOCALE, "date"), styling, days.length),
    breakdown("Feature", features, ({ feature }) => featureName(feature, "en"), styling),
    breakdown("User", users, (user) => userNameIn("en", user), styling),
    breakdown("Model", models, ({ model }) => model, styling),
  ].join("\n\n");
}

function costText(cost: PartlyKnownCost): string {
  return isUnpriced(cost) ? "unpriced" : formatEur(cost.cost, LOCALE);
}

function breakdown<Row extends Figures & { readonly percentOfTotal?: number }>(
  title: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  styling: Styling,
  shown = SHOWN_ROWS,
): string {
  const withShare = rows.some(({ percentOfTotal }) => percentOfTotal !== undefined);
  const table = renderTable(
    {
      titles: [title, "Cost", "Tokens", "Calls", ...(withShare ? ["Share"] : [])],
      widths: [28, 14, 15, 11, 8],
    },
    rows
      .slice(0, shown)
      .map((row) => [
        printable(nameOf(row)),
        costText(row),
        formatCount(row.tokens, LOCALE),
        formatCount(row.calls, LOCALE),
        ...(row.percentOfTotal === undefined ? [] : [isUnpriced(row) ? "–" : formatShare(row.percentOfTotal, LOCALE)]),
      ]),
    styling,
  );
  if (rows.length === 0) return `${table}\n${styling.dim("no calls")}`;
  return rows.length <= shown ? table : `${table}\n${styling.dim(`and ${rows.length - shown} more: --json has all`)}`;
}
