import { csvHeader, csvRecord } from "./csv.ts";
import type { ExportRecord } from "./export-record.ts";

export const FORMATS = ["csv", "ndjson"] as const;
export type Format = (typeof FORMATS)[number];

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson; charset=utf-8",
};

/** The line before the records; empty in NDJSON, whose records name their fields. */
export function headerLine(columns: readonly string[], format: Format): string {
  return format === "csv" ? csvHeader(columns) : "";
}

/** The records' lines, joined. */
export function recordLines(records: Iterable<ExportRecord>, columns: readonly string[], format: Format): string {
  const line =
    format === "csv"
      ? (record: ExportRecord) => csvRecord(record, columns)
      : (record: ExportRecord) => `${JSON.stringify(record)}\n`;
  return Array.from(records, line).join("");
}
