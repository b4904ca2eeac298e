import { isAscii } from "node:buffer";
import { BodyError } from "../errors/body-error.ts";

/** The text of a body. Throws a {@link BodyError} for bytes that are none. */
export function utf8Text(body: Buffer): string {
  // Nearly every body is, and then there is nothing to decode.
  if (isAscii(body)) return body.toString("latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new BodyError(400, "The body is not UTF-8; encode it so");
  }
}
