import { type FileHandle, open } from "node:fs/promises";
import { extname } from "node:path";
import { CliError } from "../cli-error.ts";
import { openCsv } from "./csv-file.ts";
import type { UsageFile } from "./file-record.ts";
import { openNdjson } from "./ndjson-file.ts";
import { readLines } from "./read-lines.ts";

export type FileFormat = "csv" | "ndjson";

export interface OpenedFile extends UsageFile {
  readonly format: FileFormat;
  /** In bytes; 0 when that cannot be told, as of a pipe. */
  readonly size: number;
  close(): Promise<void>;
}

const FORMATS: Readonly<Record<string, FileFormat>> = { ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson" };
const READ_BYTES = 256 * 1024;

/** Opens a file of calls and reads its beginning. Throws a {@link CliError} when it cannot be read, or is none of its format. */
export async function openUsageFile(path: string, format = formatOf(path)): Promise<OpenedFile> {
  const handle = await openForReading(path);
  try {
    const { size } = await handle.stat();
    const lines = readLines(handle.createReadStream({ highWaterMark: READ_BYTES, autoClose: false }));
    const file = format === "csv" ? await openCsv(lines) : openNdjson(lines);
    return { ...file, format, size, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function formatOf(path: string): FileFormat {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format !== undefined) return format;
  throw new CliError(`${path} ends in none of ${Object.keys(FORMATS).join(", ")}: say what it is with --format.`);
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
