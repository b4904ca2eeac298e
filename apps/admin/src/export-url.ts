import type { CallsQueryInput, ExploreQueryInput } from "usage-core";

/** A question whose answer comes as a file: all of it, so without pages. */
export interface ExportQueries {
  readonly explore: ExploreQueryInput;
  readonly calls: Omit<CallsQueryInput, "limit" | "cursor">;
}

/** Where a firm's answer is downloaded as a file. */
export function exportUrl<What extends keyof ExportQueries>(
  what: What,
  format: "csv" | "ndjson",
  firmId: string,
  query: ExportQueries[What],
): string {
  return `/v1/export/${what}.${format}?${new URLSearchParams({ firmId, query: JSON.stringify(query) })}`;
}
