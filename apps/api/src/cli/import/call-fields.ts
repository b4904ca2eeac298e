import { usageLogSchema } from "usage-core";
import { exactDecimal } from "./exact-decimal.ts";

/** The fields of a call, in the contract's order. */
export const CALL_FIELDS: readonly string[] = Object.keys(usageLogSchema.shape);

/** Those that every call needs. */
export const REQUIRED_FIELDS: readonly string[] = Object.entries(usageLogSchema.shape)
  .filter(([, schema]) => !schema.safeParse(undefined).success)
  .map(([field]) => field);

/**
 * The text as the type that the contract has for the field. What cannot be converted stays text, and the check reports
 * its value.
 */
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
      // Turns -0 into 0.
      return /^-?\d+$/.test(text) ? Number(text) + 0 : text;
    case "success":
      // Spreadsheets write them in capitals.
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : text;
    default:
      return text;
  }
}
