import { CliError } from "../cli-error.ts";
import { counted } from "../text.ts";
import { REASON_FIELD } from "./file-record.ts";
import { lineText, NOT_UTF8 } from "./line-text.ts";
import type { Line } from "./read-lines.ts";
import { splitCsvRecord } from "./split-csv-record.ts";

/** A line of a CSV: as many values as there are columns, or what is wrong with its form. */
export interface CsvRow {
  readonly line: Line;
  readonly content: { readonly values: readonly string[] } | { readonly fault: string };
}

/** A CSV whose first line has been read. */
export interface CsvRows {
  /** The line that names the columns, byte for byte. */
  readonly header: Buffer;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<CsvRow>;
}

/** Reads the columns' names; `null` when there is nothing in the file. Throws when the first line names none. */
export async function openCsvRows(lines: AsyncGenerator<Line>): Promise<CsvRows | null> {
  const header = await lines.next();
  if (header.done) return null;
  const { bytes } = header.value;
  const text = lineText(bytes);
  if (text === null) throw new CliError(`The file ${NOT_UTF8}; save it as UTF-8.`);
  const split = splitCsvRecord(text);
  if ("fault" in split) throw new CliError(`Line 1, which must name the columns, ${split.fault}.`);
  if (split.fields.length === 1 && /[;\t]/.test(text)) {
    throw new CliError("Line 1 has no comma: save the file with commas between its columns.");
  }
  return { header: bytes, columns: split.fields, rows: readRows(lines, split.fields) };
}

/**
 * A record is one line. CSV lets a quoted field span several, but no field of a call has line breaks, and a forgotten
 * quote would make one call of all lines up to the next quote.
 */
async function* readRows(lines: AsyncGenerator<Line>, columns: readonly string[]): AsyncGenerator<CsvRow> {
  for await (const line of lines) {
    const content = contentOf(line.bytes, columns);
    if (content !== null) yield { line, content };
  }
}

/** `null` for an empty line. */
function contentOf(bytes: Buffer, columns: readonly string[]): CsvRow["content"] | null {
  const text = lineText(bytes);
  if (text === null) return { fault: NOT_UTF8 };
  if (text.trim() === "") return null;
  const split = splitCsvRecord(text);
  if ("fault" in split) return split;
  if (split.fields.length === columns.length) return { values: split.fields };
  return { fault: `has ${counted(split.fields.length, "field")}, and the header names ${columns.length}` };
}

/** The values by their columns' names; a column of reasons is skipped. */
export function namedValues(columns: readonly string[], values: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [index, column] of columns.entries()) {
    if (column !== REASON_FIELD) named[column] = values[index] ?? "";
  }
  return named;
}
