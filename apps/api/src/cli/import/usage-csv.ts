import { quoted } from "usage-core";
import { epochInstant, isoInstant } from "../../formats/iso-instant.ts";
import { CliError } from "../cli-error.ts";
import { CALL_FIELDS, REQUIRED_FIELDS, typedValue } from "./call-fields.ts";
import type { CsvRow, CsvRows } from "./csv-rows.ts";
import { type FileRecord, REASON_FIELD, type RecordContent, type UsageFile } from "./file-record.ts";
import { type GivenFields, givenValues, isIdOfLine } from "./given-fields.ts";
import { MAX_RECORD_BYTES, TOO_LONG } from "./line-text.ts";

const KNOWN_COLUMNS = `the columns are ${CALL_FIELDS.join(",")}, of which ${REQUIRED_FIELDS.join(",")} must be there`;
/** How many columns of a file are named in a message. */
const NAMED_COLUMNS = 40;

export const EMPTY_CSV = `The file is empty: its first line must name the columns; ${KNOWN_COLUMNS}.`;

/**
 * Calls of a CSV whose columns are fields of a call, in any order. With `--map`, which says which column is which field,
 * there may be other columns: those that are not mapped are skipped. Throws when the columns do not give what a call
 * needs.
 */
export function usageCsv(csv: CsvRows, given: GivenFields): UsageFile {
  const fields = given.columns.size > 0 ? mappedFields(csv.columns, given) : namedFields(csv.columns, given);
  return { header: csv.header, noun: "line", records: readRecords(csv, fields, given) };
}

/** The field of each column; `null` for a column that is skipped. */
type ColumnFields = readonly (string | null)[];

function namedFields(columns: readonly string[], given: GivenFields): ColumnFields {
  const unknown = columns.filter((name) => !CALL_FIELDS.includes(name) && name !== REASON_FIELD);
  const missing = REQUIRED_FIELDS.filter((name) => !columns.includes(name) && !given.values.has(name));
  const twice = CALL_FIELDS.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  const set = CALL_FIELDS.filter((name) => columns.includes(name) && given.values.has(name));
  if (unknown.length > 0) {
    throw new CliError(
      `Line 1 names ${listed("an unknown column", unknown)}; ${KNOWN_COLUMNS}. For a file of another tool, say with --map which column is which.`,
    );
  }
  if (missing.length > 0) throw new CliError(`Line 1 lacks ${listed("the column", missing)}; ${KNOWN_COLUMNS}.`);
  if (twice.length > 0) throw new CliError(`Line 1 names ${listed("the column", twice)} more than once.`);
  if (set.length > 0) {
    throw new CliError(`Line 1 names ${listed("the column", set)}, which --set gives, too; leave one of them out.`);
  }
  return columns.map((name) => (name === REASON_FIELD ? null : name));
}

function mappedFields(columns: readonly string[], given: GivenFields): ColumnFields {
  const mapped = [...given.columns];
  const unknown = mapped.flatMap(([, column]) => (columns.includes(column) ? [] : [column]));
  const twice = mapped.flatMap(([, column]) =>
    columns.indexOf(column) === columns.lastIndexOf(column) ? [] : [column],
  );
  const missing = REQUIRED_FIELDS.filter((field) => !given.columns.has(field) && !given.values.has(field));
  if (unknown.length > 0) {
    throw new CliError(`--map names ${listed("the column", unknown)}, which the file lacks; it has ${named(columns)}.`);
  }
  if (twice.length > 0) throw new CliError(`Line 1 names ${listed("the column", twice)} more than once.`);
  if (missing.length > 0) {
    throw new CliError(
      `${missing.join(", ")} must be given, too, with --map field=Column or --set field=value; the file has the columns ${named(columns)}.`,
    );
  }
  return columns.map((column) => mapped.find(([, name]) => name === column)?.[0] ?? null);
}

function listed(noun: string, names: readonly string[]): string {
  return `${noun} ${names.map(quoted).join(", ")}`;
}

function named(columns: readonly string[]): string {
  const more = columns.length - NAMED_COLUMNS;
  return `${columns.slice(0, NAMED_COLUMNS).map(quoted).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

async function* readRecords(
  { columns, rows }: CsvRows,
  fields: ColumnFields,
  given: GivenFields,
): AsyncGenerator<FileRecord> {
  const reasons = columns.indexOf(REASON_FIELD);
  for await (const row of rows) {
    const number = isIdOfLine(given) ? firstNumberOf(row, reasons) : row.line.number;
    const content = contentOf(row, fields, given, number);
    yield { place: `line ${number}`, bytes: row.line.bytes, end: row.line.end, content };
  }
}

/** The line's number in the file that it was rejected from, so that an id made of it stays as it is. */
function firstNumberOf({ line, content }: CsvRow, reasons: number): number {
  const reason = "values" in content ? content.values[reasons] : undefined;
  const [, number] = /^line (\d{1,15}): /.exec(reason ?? "") ?? [];
  return number === undefined ? line.number : Number(number);
}

function contentOf({ line, content }: CsvRow, fields: ColumnFields, given: GivenFields, number: number): RecordContent {
  if ("fault" in content) return content;
  if (line.bytes.length > MAX_RECORD_BYTES) return { fault: TOO_LONG };
  const call: Record<string, unknown> = givenValues(given, number);
  for (const [index, field] of fields.entries()) {
    if (field === null) continue;
    const text = content.values[index] ?? "";
    call[field] = field === "createdAt" && given.columns.size > 0 ? instantOf(text, given) : typedValue(field, text);
  }
  return { calls: [{ call, mismatch: null }] };
}

/** What is no instant stays as it is, and the check reports it. */
function instantOf(text: string, { isUtc }: GivenFields): string {
  return isoInstant(text, { isUtc }) ?? epochInstant(text) ?? text;
}
