import type { MappedCall } from "../../formats/mapped-call.ts";

/** What a file says about one call, or about several. */
export interface FileRecord {
  /** Where it stands, for a person: `line 7`. */
  readonly place: string;
  /** Byte for byte as in the file; JSON made for it where it was part of something larger. */
  readonly bytes: Buffer;
  /** How many bytes of the file lie up to and including it. */
  readonly end: number;
  readonly content: RecordContent;
}

/** What could be made of it: calls, or what is wrong with its form. */
export type RecordContent = { readonly calls: Iterable<FileCall> } | { readonly fault: string };

/** A call, not checked yet. */
export interface FileCall {
  readonly call: unknown;
  readonly mismatch: MappedCall["mismatch"];
}

/** A file of calls whose beginning has been read and is good. */
export interface UsageFile {
  /** The line that names the columns, byte for byte; `null` for a format without one. */
  readonly header: Buffer | null;
  /** What its records are called. A `result` stands for several calls. */
  readonly noun: "line" | "record" | "result";
  readonly records: AsyncIterable<FileRecord>;
}

/** The field in which a file of rejected calls says why. Files that are imported may have it; it is skipped. */
export const REASON_FIELD = "rejectedBecause";
