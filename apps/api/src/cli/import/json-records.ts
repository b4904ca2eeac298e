import { isObject } from "../../formats/json-value.ts";
import { CliError } from "../cli-error.ts";
import { REASON_FIELD } from "./file-record.ts";
import { lineText, NOT_UTF8 } from "./line-text.ts";
import type { Line } from "./read-lines.ts";

/** A JSON value of a file. */
export interface JsonRecord {
  readonly place: string;
  readonly bytes: Buffer;
  readonly end: number;
  readonly content: { readonly value: unknown; readonly text: string } | { readonly fault: string };
}

/** A whole document is held in memory. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

/**
 * The values of a file that has one per line. Empty lines are skipped, and so are remarks on why the next line was
 * rejected.
 */
export async function* jsonLines(lines: AsyncIterable<Line>): AsyncGenerator<JsonRecord> {
  for await (const { number, bytes, end } of lines) {
    const content = contentOf(bytes);
    if (content !== null) yield { place: `line ${number}`, bytes, end, content };
  }
}

function contentOf(bytes: Buffer): JsonRecord["content"] | null {
  const text = lineText(bytes);
  if (text === null) return { fault: NOT_UTF8 };
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && Object.keys(value).join() === REASON_FIELD ? null : { value, text };
  } catch {
    return { fault: "is not JSON" };
  }
}

/** The value of a file that is one JSON document. Throws when it is none, or too large to be held. */
export async function readJsonDocument(chunks: AsyncIterable<Buffer>): Promise<{ value: unknown; size: number }> {
  const read: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) {
      throw new CliError(
        `The file is one JSON document over ${MAX_DOCUMENT_BYTES / 1024 / 1024} MiB: write its records one a line, into an .ndjson file (jq -c ".[]").`,
      );
    }
  }
  const text = lineText(Buffer.concat(read));
  if (text === null) throw new CliError(`The file ${NOT_UTF8}; save it as UTF-8.`);
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, "")), size };
  } catch {
    throw new CliError("The file is not one JSON document; if it has an object on each line, name it .ndjson.");
  }
}

/** The records within a value, each with its place and bytes of its own; a value that is one record stays as it is. */
export function* withinRecord(
  record: JsonRecord,
  within: (value: unknown) => readonly unknown[],
): Generator<JsonRecord> {
  if ("fault" in record.content) {
    yield record;
    return;
  }
  const { value } = record.content;
  const values = within(value);
  if (values.length === 1 && values[0] === value) {
    yield record;
    return;
  }
  for (const [index, inner] of values.entries()) {
    const place = record.place === "" ? `record ${index + 1}` : `${record.place}, record ${index + 1}`;
    const text = JSON.stringify(inner) ?? "null";
    const end = record.place === "" ? Math.round((record.end * (index + 1)) / values.length) : record.end;
    yield { place, bytes: Buffer.from(`${text}\n`), end, content: { value: inner, text } };
  }
}
