import { isAscii } from "node:buffer";
import { BodyError } from "../errors/body-error.ts";

/** The text of a body. Throws a {@link BodyError} when it is not UTF-8. */
export function utf8Text(body: Buffer): string {
  // Nearly every body is ASCII, and need not be decoded.
  if (isAscii(body)) return body.toString("latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new BodyError(400, "The body is not UTF-8; encode it so");
  }
}
