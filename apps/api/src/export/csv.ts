import type { ExportRecord } from "./export-record.ts";

/** Spreadsheets take a file without it for one of their own old encodings, and garble every letter beyond ASCII. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A text that begins so is a formula to some spreadsheet, in full-width letters too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The first line: the columns' names. */
export function csvHeader(columns: readonly string[]): string {
  return BYTE_ORDER_MARK + csvLine(columns.map(cell));
}

/** The record's values in the order of the columns, by RFC 4180. */
export function csvRecord(record: ExportRecord, columns: readonly string[]): string {
  return csvLine(columns.map((column) => cell(record[column] ?? null)));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/** What a user wrote must not run in the spreadsheet of who reads it: an apostrophe makes it text there. Numbers are no formulas. */
function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
