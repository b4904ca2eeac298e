import type { ExactFirm } from "usage-core";
import type { ExportRecord } from "./export-record.ts";
import {
  FIGURE_COLUMNS,
  figuresOf,
  PREVIOUS_COLUMNS,
  PREVIOUS_RANGE_COLUMNS,
  previousDates,
  previousFigures,
} from "./figure-records.ts";

export const FIRM_COLUMNS: readonly string[] = [
  "firmId",
  "firmName",
  "timeZone",
  "startDate",
  "endDate",
  ...FIGURE_COLUMNS,
  ...PREVIOUS_RANGE_COLUMNS,
  ...PREVIOUS_COLUMNS,
  "projectedMonthEndEur",
  "projectionUnpricedCalls",
];

/** A firm's usage as a record, with the days that it is of, in the firm's own zone. */
export function firmRecord(firm: ExactFirm): ExportRecord {
  const { range, previousRange } = firm.periods;
  return {
    firmId: firm.firmId,
    firmName: firm.firmName,
    timeZone: firm.timeZone,
    ...range,
    ...figuresOf(firm),
    ...previousDates(previousRange),
    ...previousFigures(firm.previous),
    projectedMonthEndEur: firm.projected.toFixed(),
    projectionUnpricedCalls: firm.projectionUnpricedCalls,
  };
}
