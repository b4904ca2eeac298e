import { CliError } from "../cli-error.ts";

/** A line of a file, byte for byte with what ends it. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
  /** How many bytes of the file lie up to and including it. */
  readonly end: number;
}

/** The longest line that is read, in bytes. A longer one is no line of usage, and the memory it takes must be bounded. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

const NEWLINE = 0x0a;

/** The lines of a file, one after the other; a byte order mark is passed over. Throws on a line over 16 MiB. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 1;
  let end = 0;
  /** The start of a line whose end has not been read yet. */
  let started: Buffer[] = [];
  let startedBytes = 0;

  const finish = (last: Buffer): Line => {
    const bytes = started.length === 0 ? last : Buffer.concat([...started, last]);
    started = [];
    startedBytes = 0;
    end += bytes.length;
    return { number: number++, bytes: end === bytes.length ? withoutByteOrderMark(bytes) : bytes, end };
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, from);
      if (newline === -1) break;
      yield finish(chunk.subarray(from, newline + 1));
      from = newline + 1;
    }
    if (from === chunk.length) continue;
    started.push(chunk.subarray(from));
    startedBytes += chunk.length - from;
    if (startedBytes > MAX_LINE_BYTES) {
      throw new CliError(
        `Line ${number} is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB: this is no file of one call a line.`,
      );
    }
  }
  if (startedBytes > 0) yield finish(Buffer.alloc(0));
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
