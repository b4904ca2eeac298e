import { isUnpriced, type Money, printable, sum, toNumber } from "usage-core";
import type { RepricedGroup, RepriceRecord, RepriceRun, Repricing } from "usage-db";
import { renderTable, type Styling } from "../report/render-table.ts";
import { counted } from "../text.ts";

const GROUPS = {
  titles: [
    ...["Month", "Firm", "Model", "Calls", "Newly priced", "Newly unpriced"],
    ...["Before (EUR)", "After (EUR)", "Change (EUR)"],
  ],
  widths: [9, 20, 28, 10, 13, 15, 22, 22, 22],
};

const RUNS = {
  titles: ["Run", "Days", "Firm", "Model", "Calls", "Before (EUR)", "After (EUR)", "State"],
  widths: [6, 25, 20, 28, 10, 22, 22, 13],
};

/** The change of each month and model, and of them all. Amounts are exact. */
export function renderRepricing({ calls, groups }: Repricing, styling: Styling): string {
  if (groups.length === 0) return `${counted(calls, "call")} looked at: each has its cost already.`;
  const byMonth = groups.toSorted((a, b) => compare(a.month, b.month) || compare(a.model, b.model));
  return [
    renderTable(GROUPS, byMonth.map(toRow), styling),
    "",
    `${counted(calls, "call")} looked at, ${counted(changedCalls(groups), "call")} with another cost: ${totalChange(groups)} EUR in all.`,
  ].join("\n");
}

/** What a run did. That can differ from what was shown before it, when others changed calls meanwhile. */
export function renderRun({ runId, groups }: RepriceRun): string {
  return `Run ${runId} changed ${counted(changedCalls(groups), "call")}, by ${totalChange(groups)} EUR; "reprice --undo ${runId}" takes it back.`;
}

function changedCalls(groups: readonly RepricedGroup[]): number {
  return groups.reduce((total, group) => total + group.changedCalls, 0);
}

function totalChange(groups: readonly RepricedGroup[]): string {
  return signed(sum(groups.map(({ before, after }) => after.minus(before))).toFixed());
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

function toRow({ firmId, month, model, before, after, ...calls }: RepricedGroup): string[] {
  return [
    month,
    printable(firmId),
    printable(model),
    calls.changedCalls.toLocaleString("en-GB"),
    calls.newlyPricedCalls.toLocaleString("en-GB"),
    calls.newlyUnpricedCalls.toLocaleString("en-GB"),
    amountText(before, calls.newlyPricedCalls + calls.stillUnpricedCalls),
    amountText(after, calls.newlyUnpricedCalls + calls.stillUnpricedCalls),
    signed(after.minus(before).toFixed()),
  ];
}

function amountText(amount: Money, unpricedCalls: number): string {
  return isUnpriced({ cost: toNumber(amount), unpricedCalls }) ? "unpriced" : amount.toFixed();
}

function stateOf({ finishedAt, undoneBy, undoneAt }: RepriceRecord): string {
  if (undoneAt !== null) return "undone";
  if (undoneBy !== null) return "half undone";
  return finishedAt === null ? "cut off" : "done";
}

function signed(amount: string): string {
  return amount.startsWith("-") ? amount : `+${amount}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
