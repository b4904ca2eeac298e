import type { z } from "zod";

/** All that was wrong with an input, on one line: `range.endDate: 2026-02-30 is not a date; cost: ...`. */
export function describeIssues(error: z.core.$ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`))
    .join("; ");
}
