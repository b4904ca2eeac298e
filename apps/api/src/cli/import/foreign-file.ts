import { isObject } from "../../formats/json-value.ts";
import { mapRecord } from "../../formats/litellm/map-record.ts";
import { splitUsageResult } from "../../formats/openai/split-usage-result.ts";
import { flatUsageResults, readUsageResult } from "../../formats/openai/usage-result.ts";
import { CliError } from "../cli-error.ts";
import { type CsvRows, namedValues } from "./csv-rows.ts";
import type { FileCall, FileRecord, RecordContent, UsageFile } from "./file-record.ts";
import { type GivenFields, givenValues } from "./given-fields.ts";
import { type JsonRecord, withinRecord } from "./json-records.ts";

export type ForeignFormat = "litellm" | "openai";

/** How records of another tool become calls. */
interface Reader {
  readonly columns: readonly string[];
  /** The records within a JSON value, such as a page of them. */
  within(value: unknown): readonly unknown[];
  callsOf(record: unknown): RecordContent;
}

/** The tool that wrote a JSON value; `null` when it is not a known one, such as for calls in our own format. */
export function formatOfValue(value: unknown): ForeignFormat | null {
  const first = Array.isArray(value) ? value[0] : value;
  if (!isObject(first)) return null;
  if (typeof first["object"] === "string" && /^(page|bucket|organization\..*)$/.test(first["object"])) return "openai";
  if ("num_model_requests" in first) return "openai";
  if ("call_type" in first && "startTime" in first) return "litellm";
  // A page of spend logs.
  return Array.isArray(first["data"]) ? formatOfValue(first["data"]) : null;
}

/** The tool that wrote a CSV of these columns; `null` when it is not a known one. */
export function formatOfColumns(columns: readonly string[]): ForeignFormat | null {
  if (columns.includes("num_model_requests") && columns.includes("start_time")) return "openai";
  return columns.includes("call_type") && columns.includes("startTime") ? "litellm" : null;
}

/** Calls of a CSV of another tool. Throws when it lacks columns that calls need. */
export function foreignCsv(csv: CsvRows, format: ForeignFormat, given: GivenFields, asOf: number): UsageFile {
  const reader = readerOf(format, asOf);
  const missing = reader.columns.filter((column) => !csv.columns.includes(column));
  if (missing.length > 0) {
    throw new CliError(
      `Line 1 lacks the column ${missing.join(", ")}: a CSV of ${format} needs ${reader.columns.join(", ")}.`,
    );
  }
  return { header: csv.header, noun: nounOf(format, "line"), records: csvRecords(csv, reader, given) };
}

async function* csvRecords({ columns, rows }: CsvRows, reader: Reader, given: GivenFields): AsyncGenerator<FileRecord> {
  for await (const { line, content } of rows) {
    const calls = "fault" in content ? content : reader.callsOf(namedValues(columns, content.values));
    yield { place: `line ${line.number}`, bytes: line.bytes, end: line.end, content: withGiven(calls, given) };
  }
}

/** Calls of JSON of another tool. */
export function foreignJson(
  values: AsyncIterable<JsonRecord>,
  format: ForeignFormat,
  given: GivenFields,
  { noun, asOf }: { readonly noun: "line" | "record"; readonly asOf: number },
): UsageFile {
  return { header: null, noun: nounOf(format, noun), records: jsonRecords(values, readerOf(format, asOf), given) };
}

async function* jsonRecords(
  values: AsyncIterable<JsonRecord>,
  reader: Reader,
  given: GivenFields,
): AsyncGenerator<FileRecord> {
  for await (const value of values) {
    for (const { place, bytes, end, content } of withinRecord(value, reader.within)) {
      const calls = "fault" in content ? content : reader.callsOf(content.value);
      yield { place, bytes, end, content: withGiven(calls, given) };
    }
  }
}

function nounOf(format: ForeignFormat, noun: "line" | "record"): UsageFile["noun"] {
  return format === "openai" ? "result" : noun;
}

function withGiven(content: RecordContent, given: GivenFields): RecordContent {
  if ("fault" in content || given.values.size === 0) return content;
  return { calls: eachWith(content.calls, givenValues(given, 0)) };
}

function* eachWith(calls: Iterable<FileCall>, values: Record<string, unknown>): Generator<FileCall> {
  for (const { call, mismatch } of calls) yield { call: Object.assign({}, call, values), mismatch };
}

function* withoutMismatch(calls: Iterable<unknown>): Generator<FileCall> {
  for (const call of calls) yield { call, mismatch: null };
}

function readerOf(format: ForeignFormat, asOf: number): Reader {
  return format === "openai" ? openaiReader(asOf) : LITELLM;
}

const LITELLM: Reader = {
  columns: ["request_id", "call_type", "spend", "prompt_tokens", "completion_tokens", "startTime", "model"],
  within: (value) => {
    if (Array.isArray(value)) return value.flatMap(LITELLM.within);
    return isObject(value) && !("call_type" in value) && Array.isArray(value["data"]) ? value["data"] : [value];
  },
  callsOf: (record) => {
    const mapped = mapRecord(record);
    return "reason" in mapped ? { fault: mapped.reason } : { calls: [mapped] };
  },
};

function openaiReader(asOf: number): Reader {
  /** How many results of the same group and period have come: an export can have several. */
  const occurrences = new Map<string, number>();
  return {
    columns: ["start_time", "end_time", "num_model_requests", "model", "input_tokens"],
    within: flatUsageResults,
    callsOf: (record) => {
      const result = readUsageResult(record, asOf);
      if (result === null) return { calls: [] };
      if ("reason" in result) return { fault: result.reason };
      const group = JSON.stringify([result.startTime, result.endTime, ...result.group]);
      const occurrence = occurrences.get(group) ?? 0;
      occurrences.set(group, occurrence + 1);
      return { calls: withoutMismatch(splitUsageResult(result, occurrence)) };
    },
  };
}
