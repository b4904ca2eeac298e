import { exactEur } from "./exact-eur.ts";
import { type FileRecord, REASON_FIELD, type RecordContent, type UsageFile } from "./file-record.ts";
import { lineText, MAX_RECORD_BYTES, NOT_UTF8, TOO_LONG } from "./line-text.ts";
import type { Line } from "./read-lines.ts";

/** A file of one JSON object a line. */
export function openNdjson(lines: AsyncGenerator<Line>): UsageFile {
  return { header: null, records: readRecords(lines) };
}

async function* readRecords(lines: AsyncGenerator<Line>): AsyncGenerator<FileRecord> {
  for await (const { number, bytes, end } of lines) {
    const content = contentOf(bytes);
    if (content !== null) yield { line: number, bytes, end, content };
  }
}

/** `null` for an empty line, and for a remark that says why the next line was rejected. */
function contentOf(bytes: Buffer): RecordContent | null {
  const text = lineText(bytes);
  if (text === null) return { fault: NOT_UTF8 };
  if (text.trim() === "") return null;
  if (bytes.length > MAX_RECORD_BYTES) return { fault: TOO_LONG };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: "is not JSON" };
  }
  if (!isObject(value)) return { fields: value };
  if (Object.keys(value).join() === REASON_FIELD) return null;
  return { fields: { userId: null, costEur: null, ...value, ...exactCost(value, text) } };
}

/** The cost as an exact decimal: a number's digits are taken from the text, as a double would lose some. */
function exactCost({ costEur }: Record<string, unknown>, text: string): { costEur: string } | object {
  if (typeof costEur === "string") return { costEur: exactEur(costEur) };
  if (typeof costEur !== "number") return {};
  const exact: unknown = JSON.parse(numbersAsText(text));
  return isObject(exact) && typeof exact["costEur"] === "string" ? { costEur: exactEur(exact["costEur"]) } : {};
}

/** The same JSON with each number as a string of its digits. */
function numbersAsText(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"${token}"`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
