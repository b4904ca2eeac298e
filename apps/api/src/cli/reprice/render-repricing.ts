import { isUnpriced, type Money, printable, sum, toNumber } from "usage-core";
import type { RepricedGroup, RepriceRecord, Repricing } from "usage-db";
import { renderTable, type Styling } from "../report/render-table.ts";
import { counted } from "../text.ts";

const GROUPS = {
  titles: ["Month", "Firm", "Model", "Calls", "Newly priced", "Before (EUR)", "After (EUR)", "Change (EUR)"],
  widths: [9, 20, 28, 10, 13, 22, 22, 22],
};

const RUNS = {
  titles: ["Run", "Days", "Firm", "Model", "Calls", "Before (EUR)", "After (EUR)", "State"],
  widths: [6, 25, 20, 28, 10, 22, 22, 10],
};

/** The change of each month and model, and of them all. Amounts are exact. */
export function renderRepricing({ calls, groups }: Repricing, styling: Styling): string {
  if (groups.length === 0) return `${counted(calls, "call")} looked at: each has its cost already.`;
  const byMonth = groups.toSorted((a, b) => compare(a.month, b.month) || compare(a.model, b.model));
  const changed = groups.reduce((total, group) => total + group.changedCalls, 0);
  const total = sum(groups.map(({ before, after }) => after.minus(before)));
  return [
    renderTable(GROUPS, byMonth.map(toRow), styling),
    "",
    `${counted(calls, "call")} looked at, ${counted(changed, "call")} with another cost: ${signed(total.toFixed())} EUR in all.`,
  ].join("\n");
}

export function renderReprices(runs: readonly RepriceRecord[], styling: Styling): string {
  if (runs.length === 0) return "Nothing was priced anew so far.";
  const rows = runs.map((run) => [
    String(run.id),
    `${run.startDate} – ${run.endDate}`,
    printable(run.firmId ?? "all"),
    printable(run.model ?? "all"),
    run.changedCalls.toLocaleString("en-GB"),
    run.costBefore,
    run.costAfter,
    stateOf(run),
  ]);
  return renderTable(RUNS, rows, styling);
}

function toRow(group: RepricedGroup): string[] {
  const {
    firmId,
    month,
    model,
    changedCalls,
    newlyPricedCalls,
    newlyUnpricedCalls,
    stillUnpricedCalls,
    before,
    after,
  } = group;
  return [
    month,
    printable(firmId),
    printable(model),
    changedCalls.toLocaleString("en-GB"),
    newlyPricedCalls.toLocaleString("en-GB"),
    amountText(before, newlyPricedCalls + stillUnpricedCalls),
    amountText(after, newlyUnpricedCalls + stillUnpricedCalls),
    signed(after.minus(before).toFixed()),
  ];
}

function amountText(amount: Money, unpricedCalls: number): string {
  return isUnpriced({ cost: toNumber(amount), unpricedCalls }) ? "unpriced" : amount.toFixed();
}

function stateOf({ finishedAt, undoneAt }: RepriceRecord): string {
  if (undoneAt !== null) return "undone";
  return finishedAt === null ? "cut off" : "done";
}

function signed(amount: string): string {
  return amount.startsWith("-") ? amount : `+${amount}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
