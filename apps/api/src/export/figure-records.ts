import type { DateRange, UsageSums } from "usage-core";
import type { ExportRecord } from "./export-record.ts";

const figures: Readonly<Record<string, (sums: UsageSums) => string | number>> = {
  costEur: ({ cost }) => cost.toFixed(),
  calls: ({ calls }) => Number(calls),
  failedCalls: ({ failedCalls }) => Number(failedCalls),
  unpricedCalls: ({ unpricedCalls }) => Number(unpricedCalls),
  inputTokens: ({ inputTokens }) => Number(inputTokens),
  outputTokens: ({ outputTokens }) => Number(outputTokens),
};

export const FIGURE_COLUMNS: readonly string[] = Object.keys(figures);
export const PREVIOUS_RANGE_COLUMNS: readonly string[] = ["previousStartDate", "previousEndDate"];
export const PREVIOUS_COLUMNS: readonly string[] = FIGURE_COLUMNS.map(previousName);

export function figuresOf(sums: UsageSums): ExportRecord {
  return Object.fromEntries(Object.entries(figures).map(([name, read]) => [name, read(sums)]));
}

export function previousDates({ startDate, endDate }: DateRange): ExportRecord {
  return { previousStartDate: startDate, previousEndDate: endDate };
}

export function previousFigures(sums: UsageSums): ExportRecord {
  return Object.fromEntries(Object.entries(figuresOf(sums)).map(([name, value]) => [previousName(name), value]));
}

function previousName(name: string): string {
  return `previous${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
