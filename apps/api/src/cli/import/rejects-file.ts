import { existsSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import { CliError } from "../cli-error.ts";
import { REASON_FIELD } from "./file-record.ts";

const WRITE_BYTES = 64 * 1024;

/**
 * A file of the rejected records, each byte for byte as it was, with the reason beside it, so that it can be mended and
 * imported. It is made with the first record; a former file, which may have been mended, is kept under another name.
 *
 * In CSV the reason is a column in front. In NDJSON it is a line of its own, as a line that is not JSON has no room for
 * it.
 */
export class RejectsFile {
  readonly path: string;
  /** Whether there is such a file, with something in it. */
  isMade = false;
  /** Where the former file is kept; `null` when there was none. */
  keptAside: string | null = null;
  /** The header of a CSV; `null` for NDJSON. */
  readonly #header: Buffer | null;
  #handle: FileHandle | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  constructor(path: string, header: Buffer | null) {
    this.path = path;
    this.#header = header;
  }

  async add(record: Buffer, reason: string): Promise<void> {
    if (this.#handle === undefined) {
      this.keptAside = await keepAside(this.path);
      this.#handle = await openForWriting(this.path);
      this.isMade = true;
      if (this.#header !== null) this.#write(Buffer.from(`${REASON_FIELD},`), this.#header);
    }
    if (this.#header === null) this.#write(Buffer.from(`${JSON.stringify({ [REASON_FIELD]: reason })}\n`), record);
    else this.#write(Buffer.from(`"${reason.replaceAll('"', '""')}",`), record);
    if (this.#waitingBytes >= WRITE_BYTES) await this.#flush(this.#handle);
  }

  async close(): Promise<void> {
    if (this.#handle === undefined) return;
    await this.#flush(this.#handle);
    await this.#handle.close();
    this.#handle = undefined;
  }

  #write(reason: Buffer, record: Buffer): void {
    const isLast = record.at(-1) !== 0x0a;
    this.#waiting.push(reason, record, ...(isLast ? [Buffer.from("\n")] : []));
    this.#waitingBytes += reason.length + record.length;
  }

  async #flush(handle: FileHandle): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await handle.appendFile(bytes);
  }
}

async function keepAside(path: string): Promise<string | null> {
  if (!existsSync(path)) return null;
  const aside = `${path}.before`;
  await rename(path, aside);
  return aside;
}

async function openForWriting(path: string): Promise<FileHandle> {
  try {
    return await open(path, "w");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`The rejects cannot be written to ${path} (${code}): name another file with --rejects.`, {
      cause: error,
    });
  }
}
