/** A call as a file tells it. */
export interface FileRecord {
  /** Its line's number, from 1. */
  readonly line: number;
  /** Its line, byte for byte. */
  readonly bytes: Buffer;
  /** How many bytes of the file lie up to and including it. */
  readonly end: number;
  readonly content: RecordContent;
}

/** What could be made of it: the fields of a call, not checked yet, or what is wrong with its form. */
export type RecordContent = { readonly fields: unknown } | { readonly fault: string };

/** A file of calls whose beginning has been read and is good. */
export interface UsageFile {
  /** The line that names the columns, byte for byte; `null` for a format without one. */
  readonly header: Buffer | null;
  readonly records: AsyncIterable<FileRecord>;
}

/** Where a file of rejected calls says why. Files that are imported may have it, and it is passed over. */
export const REASON_FIELD = "rejectedBecause";
