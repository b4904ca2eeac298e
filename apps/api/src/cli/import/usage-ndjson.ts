import { isObject } from "../../formats/json-value.ts";
import { exactDecimal } from "./exact-decimal.ts";
import type { FileRecord, RecordContent, UsageFile } from "./file-record.ts";
import { type GivenFields, givenValues } from "./given-fields.ts";
import { type JsonRecord, jsonLines } from "./json-records.ts";
import { MAX_RECORD_BYTES, TOO_LONG } from "./line-text.ts";
import type { Line } from "./read-lines.ts";

/** Calls of a file of one JSON object a line, with the fields of a call. */
export function usageNdjson(lines: AsyncIterable<Line>, given: GivenFields): UsageFile {
  return { header: null, noun: "line", records: readRecords(lines, given) };
}

async function* readRecords(lines: AsyncIterable<Line>, given: GivenFields): AsyncGenerator<FileRecord> {
  for await (const { place, bytes, end, content } of jsonLines(lines)) {
    yield { place, bytes, end, content: callsOf(bytes, content, given) };
  }
}

function callsOf(bytes: Buffer, content: JsonRecord["content"], given: GivenFields): RecordContent {
  if (bytes.length > MAX_RECORD_BYTES) return { fault: TOO_LONG };
  if ("fault" in content) return content;
  const { value, text } = content;
  const call = isObject(value) ? { ...value, ...exactCosts(value, text), ...givenValues(given, 0) } : value;
  return { calls: [{ call, mismatch: null }] };
}

const COST_FIELDS = ["costEur", "costOriginal"] as const;

/** Costs as exact decimals: their digits are taken from the text, as a double would lose some. */
function exactCosts(call: Record<string, unknown>, text: string): Record<string, string> {
  const costs: Record<string, string> = {};
  let digits: unknown;
  for (const field of COST_FIELDS) {
    if (typeof call[field] === "number") digits ??= JSON.parse(numbersAsText(text));
    const cost = typeof call[field] === "number" && isObject(digits) ? digits[field] : call[field];
    if (typeof cost === "string") costs[field] = exactDecimal(cost);
  }
  return costs;
}

/** The same JSON with each number as a string of its digits. */
function numbersAsText(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"${token}"`));
}
