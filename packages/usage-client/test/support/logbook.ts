import type { Logger } from "../../src/logger.ts";

interface LogLine {
  readonly level: keyof Logger;
  readonly fields: object;
  readonly message: string;
}

/** A logger that keeps its lines. */
export interface Logbook extends Logger {
  readonly lines: readonly LogLine[];
}

export function logbook(): Logbook {
  const lines: LogLine[] = [];
  const keep = (level: keyof Logger) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  return { lines, info: keep("info"), warn: keep("warn"), error: keep("error") };
}
