import { isUtf8 } from "node:buffer";

/** The text of a line without what ends it; `null` when its bytes are not UTF-8. */
export function lineText(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString("utf8").replace(/\r?\n$/, "") : null;
}

/** Far more than nine fields of at most 200 characters can take. */
export const MAX_RECORD_BYTES = 64 * 1024;
export const TOO_LONG = `is longer than ${MAX_RECORD_BYTES / 1024} KiB`;
export const NOT_UTF8 = "is not UTF-8 text";
