import { type UsageLog, usageLogSchema } from "usage-core";
import { quoted } from "../text.ts";
import type { RecordContent } from "./file-record.ts";

/** The call, or all that is wrong with it: field, value and what it must be. */
export function checkRecord(content: RecordContent): { readonly log: UsageLog } | { readonly fault: string } {
  if ("fault" in content) return content;
  const parsed = usageLogSchema.safeParse(content.fields);
  if (parsed.success) return { log: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => describeFault(path[0], message, content.fields));
  return { fault: faults.join("; ") };
}

function describeFault(field: PropertyKey | undefined, message: string, fields: unknown): string {
  if (typeof field !== "string") return message;
  const value = typeof fields === "object" && fields !== null ? Reflect.get(fields, field) : undefined;
  return value === undefined ? `${field} ${message}` : `${field}: ${quoted(value)} ${message}`;
}
