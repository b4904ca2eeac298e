import type { ExportRecord } from "./export-record.ts";

/** Without it spreadsheets assume one of their old encodings, and garble every letter beyond ASCII. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Where a formula would begin, in full-width letters too: at the start of the text, and after what some spreadsheet takes
 * for the end of a cell. That is the semicolon where a comma is the decimal sign, as in Romania; quotes do not help
 * there, since they only count at the start of a cell.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=["\s]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;
/** What splits a text, unless it is quoted, for one spreadsheet or another. */
const SPLITS = /[",;\t\r\n]/;

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

/** What a user wrote must not run in the spreadsheet of its reader: an apostrophe makes it text. Numbers are no formulas. */
function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = typeof value === "string" ? text.replace(FORMULA, "'") : text;
  return SPLITS.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
