import { usageLogSchema } from "usage-core";
import { CliError } from "../cli-error.ts";
import { counted, quoted } from "../text.ts";
import { exactEur } from "./exact-eur.ts";
import { type FileRecord, REASON_FIELD, type RecordContent, type UsageFile } from "./file-record.ts";
import { lineText, MAX_RECORD_BYTES, NOT_UTF8, TOO_LONG } from "./line-text.ts";
import type { Line } from "./read-lines.ts";
import { splitCsvRecord } from "./split-csv-record.ts";

const COLUMNS: readonly string[] = Object.keys(usageLogSchema.shape);

/** Reads the columns' names, in any order, and gives the records below. Throws when the names are not the contract's. */
export async function openCsv(lines: AsyncGenerator<Line>): Promise<UsageFile> {
  const header = await lines.next();
  if (header.done) throw new CliError(`The file is empty: its first line must name the columns ${COLUMNS.join(",")}.`);
  return { header: header.value.bytes, records: readRecords(lines, columnsOf(header.value)) };
}

function columnsOf({ bytes }: Line): readonly string[] {
  const text = lineText(bytes);
  if (text === null) throw new CliError(`The file ${NOT_UTF8}; save it as UTF-8.`);
  const split = splitCsvRecord(text);
  if ("fault" in split) throw new CliError(`Line 1, which must name the columns, ${split.fault}.`);
  const columns = split.fields;
  const known = `the columns are ${COLUMNS.join(",")}`;
  const unknown = columns.filter((name) => !COLUMNS.includes(name) && name !== REASON_FIELD);
  const missing = COLUMNS.filter((name) => !columns.includes(name));
  const twice = COLUMNS.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  if (columns.length === 1 && /[;\t]/.test(text)) {
    throw new CliError(`Line 1 has no comma: save the file with commas between its columns; ${known}.`);
  }
  if (unknown.length > 0) throw new CliError(`Line 1 names ${listed("an unknown column", unknown)}; ${known}.`);
  if (missing.length > 0) throw new CliError(`Line 1 lacks ${listed("the column", missing)}; ${known}.`);
  if (twice.length > 0) throw new CliError(`Line 1 names ${listed("the column", twice)} more than once; ${known}.`);
  return columns;
}

function listed(noun: string, names: readonly string[]): string {
  return `${noun} ${names.map(quoted).join(", ")}`;
}

/**
 * A record is one line. CSV lets a quoted field go over several, but no field of a call has line breaks, and a quote that was
 * forgotten would make one call of all lines up to the next quote.
 */
async function* readRecords(lines: AsyncGenerator<Line>, columns: readonly string[]): AsyncGenerator<FileRecord> {
  for await (const { number, bytes, end } of lines) {
    const content = contentOf(bytes, columns);
    if (content !== null) yield { line: number, bytes, end, content };
  }
}

/** `null` for an empty line. */
function contentOf(bytes: Buffer, columns: readonly string[]): RecordContent | null {
  const text = lineText(bytes);
  if (text === null) return { fault: NOT_UTF8 };
  if (text.trim() === "") return null;
  if (bytes.length > MAX_RECORD_BYTES) return { fault: TOO_LONG };
  const split = splitCsvRecord(text);
  if ("fault" in split) return split;
  if (split.fields.length === columns.length) return { fields: typedFields(split.fields, columns) };
  return { fault: `has ${counted(split.fields.length, "field")}, and the header names ${columns.length}` };
}

/** The fields as the contract types them. What has no such form stays text, for the check to refuse by its value. */
function typedFields(values: readonly string[], columns: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    if (column !== REASON_FIELD) fields[column] = typed(column, values[index] ?? "");
  }
  return fields;
}

function typed(column: string, value: string): unknown {
  switch (column) {
    case "userId":
      return value === "" ? null : value;
    case "costEur":
      return value === "" ? null : exactEur(value);
    case "inputTokens":
    case "outputTokens":
      // Adding 0 takes the sign off -0.
      return /^-?\d+$/.test(value) ? Number(value) + 0 : value;
    case "success":
      // Spreadsheets write them in capitals.
      return /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : value;
    default:
      return value;
  }
}
