import type { Logger } from "usage-db";
import type { Output } from "./shell.ts";

/** Tells a person what usage-db would log: warnings and errors, a line each. */
export function noticesTo(stderr: Output): Logger {
  const notice = (fields: object, message: string) => {
    const [reason] = Object.values(fields);
    stderr.write(`warning: ${message}${reason === undefined ? "" : ` (${reason})`}\n`);
  };
  return { info: () => {}, warn: notice, error: notice };
}
