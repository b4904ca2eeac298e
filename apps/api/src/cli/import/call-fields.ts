import { usageLogSchema } from "usage-core";
import { exactDecimal } from "./exact-decimal.ts";

/** The fields of a call, in the contract's order. */
export const CALL_FIELDS: readonly string[] = Object.keys(usageLogSchema.shape);

/** Those that no call can do without. */
export const REQUIRED_FIELDS: readonly string[] = Object.entries(usageLogSchema.shape)
  .filter(([, schema]) => !schema.safeParse(undefined).success)
  .map(([field]) => field);

/** Text as the contract types the field. What has no such form stays text, for the check to refuse by its value. */
export function typedValue(field: string, text: string): unknown {
  if (text === "" && !REQUIRED_FIELDS.includes(field)) return null;
  switch (field) {
    case "costEur":
    case "costOriginal":
      return exactDecimal(text);
    case "inputTokens":
    case "cacheReadTokens":
    case "cacheWriteTokens":
    case "outputTokens":
    case "reasoningTokens":
    case "latencyMs":
      // Adding 0 takes the sign off -0.
      return /^-?\d+$/.test(text) ? Number(text) + 0 : text;
    case "success":
      // Spreadsheets write them in capitals.
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : text;
    default:
      return text;
  }
}
