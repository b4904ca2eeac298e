import { type FileHandle, open } from "node:fs/promises";
import { extname } from "node:path";
import { CliError } from "../cli-error.ts";
import { openCsvRows } from "./csv-rows.ts";
import type { UsageFile } from "./file-record.ts";
import { type ForeignFormat, foreignCsv, foreignJson, formatOfColumns, formatOfValue } from "./foreign-file.ts";
import type { GivenFields } from "./given-fields.ts";
import { type JsonRecord, jsonLines, readJsonDocument } from "./json-records.ts";
import { type Line, readLines } from "./read-lines.ts";
import { EMPTY_CSV, usageCsv } from "./usage-csv.ts";
import { usageNdjson } from "./usage-ndjson.ts";

export const FILE_FORMATS = ["csv", "ndjson", "openai", "litellm"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface OpenedFile extends UsageFile {
  /** In bytes; 0 when that is not known, as for a pipe. */
  readonly size: number;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Found out from the file unless given. */
  readonly format: FileFormat | undefined;
  readonly given: GivenFields;
  /** In milliseconds since 1970. */
  readonly asOf: number;
}

/** How a file is built: lines with columns, a JSON value a line, or one JSON document. */
type Form = "csv" | "lines" | "document";

const FORMS: Readonly<Record<string, Form>> = {
  ".csv": "csv",
  ".ndjson": "lines",
  ".jsonl": "lines",
  ".json": "document",
};
const READ_BYTES = 256 * 1024;

/**
 * Opens a file of calls and reads its beginning. Throws a {@link CliError} when it cannot be read or does not have its
 * format.
 */
export async function openUsageFile(path: string, options: OpenOptions): Promise<OpenedFile> {
  const form = formOf(path, options.format);
  const handle = await openForReading(path);
  try {
    const { size } = await handle.stat();
    const chunks = handle.createReadStream({ highWaterMark: READ_BYTES, autoClose: false });
    const file = await OPENERS[form](chunks, options);
    return { ...file, size, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function formOf(path: string, format: FileFormat | undefined): Form {
  if (format === "csv") return "csv";
  if (format === "ndjson") return "lines";
  const form = FORMS[extname(path).toLowerCase()];
  if (form !== undefined) return form;
  const names = Object.keys(FORMS).join(", ");
  throw new CliError(
    format === undefined
      ? `${path} ends in none of ${names}: say what it is with --format.`
      : `${path} ends in none of ${names}: name it by what it is.`,
  );
}

const OPENERS: Readonly<Record<Form, (chunks: AsyncIterable<Buffer>, options: OpenOptions) => Promise<UsageFile>>> = {
  csv: openCsv,
  lines: openJsonLines,
  document: openDocument,
};

async function openCsv(chunks: AsyncIterable<Buffer>, { format, given, asOf }: OpenOptions): Promise<UsageFile> {
  const csv = await openCsvRows(readLines(chunks));
  if (csv === null) throw new CliError(EMPTY_CSV);
  const isOther = format === undefined && given.columns.size === 0;
  const foreign = foreignOf(format) ?? (isOther ? formatOfColumns(csv.columns) : null);
  if (foreign === null) return usageCsv(csv, given);
  refuseId(given);
  return foreignCsv(csv, foreign, given, asOf);
}

async function openJsonLines(chunks: AsyncIterable<Buffer>, { format, given, asOf }: OpenOptions): Promise<UsageFile> {
  refuseMap(given);
  const { first, lines } = await peekValue(readLines(chunks));
  const foreign = foreignOf(format) ?? (format === undefined ? formatOfValue(first) : null);
  if (foreign === null) return usageNdjson(lines, given);
  return foreignJson(jsonLines(lines), foreign, given, { noun: "line", asOf });
}

async function openDocument(chunks: AsyncIterable<Buffer>, { format, given, asOf }: OpenOptions): Promise<UsageFile> {
  refuseMap(given);
  const { value, size } = await readJsonDocument(chunks);
  const foreign = foreignOf(format) ?? formatOfValue(value);
  if (foreign === null) {
    throw new CliError(
      "The file is JSON of neither OpenAI's usage nor LiteLLM's logs, as far as it shows; name --format openai or litellm, or write calls one a line, into an .ndjson file.",
    );
  }
  return foreignJson(only({ value, size }), foreign, given, { noun: "record", asOf });
}

async function* only({ value, size }: { readonly value: unknown; readonly size: number }): AsyncGenerator<JsonRecord> {
  // A document that is one record is its first.
  const values = Array.isArray(value) ? value : [value];
  yield { place: "", bytes: Buffer.alloc(0), end: size, content: { value: values, text: "" } };
}

function foreignOf(format: FileFormat | undefined): ForeignFormat | null {
  return format === "openai" || format === "litellm" ? format : null;
}

function refuseMap({ columns, values }: GivenFields): void {
  if (columns.size > 0) throw new CliError("--map goes with CSV files, and this is JSON.");
  refuseId({ values });
}

function refuseId({ values }: Pick<GivenFields, "values">): void {
  if (values.has("id"))
    throw new CliError("--set id goes with CSV files of calls alone: this file names its ids itself.");
}

/** The first value, `undefined` when there is none, and all of the lines again, the first included. */
async function peekValue(lines: AsyncGenerator<Line>): Promise<{ first: unknown; lines: AsyncGenerator<Line> }> {
  const passed: Line[] = [];
  async function* passing(): AsyncGenerator<Line> {
    for (;;) {
      const next = await lines.next();
      if (next.done) return;
      passed.push(next.value);
      yield next.value;
    }
  }
  const { value } = await jsonLines(passing()).next();
  const content = value?.content;
  return { first: content && "value" in content ? content.value : undefined, lines: chained(passed, lines) };
}

async function* chained(first: readonly Line[], others: AsyncGenerator<Line>): AsyncGenerator<Line> {
  yield* first;
  yield* others;
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path);
    if (!(await handle.stat()).isDirectory()) return handle;
    await handle.close();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read (${code}).`, {
      cause: error,
    });
  }
  throw new CliError(`${path} is a folder; name a file.`);
}
