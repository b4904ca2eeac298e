import type { CallsQueryInput, ExploreQueryInput, FirmsQuery, Language } from "usage-core";

type ExportFormat = "csv" | "ndjson";
/** Where the answer to one question is downloaded, in each format. */
export type ExportAddress = (format: ExportFormat) => string;

/** The address names the firm beside the question, and the server refuses a question that names it as well. */
type WithoutFirm = { readonly firmId?: never };

/** A question whose answer comes as a file: the whole answer, so without pages. */
export interface ExportQueries {
  readonly explore: ExploreQueryInput & WithoutFirm;
  readonly calls: Omit<CallsQueryInput, "limit" | "cursor"> & WithoutFirm;
}

/** A firm's answer as a file, in the reader's language. */
export function firmExport<What extends keyof ExportQueries>(
  what: What,
  firmId: string,
  query: ExportQueries[What],
  language: Language,
): ExportAddress {
  const asked = new URLSearchParams({ firmId, language, query: JSON.stringify(query) });
  return (format) => `/v1/export/${what}.${format}?${asked}`;
}

/** Every firm's usage as a file, for operators. */
export function firmsExport(query: FirmsQuery): ExportAddress {
  return (format) => `/v1/export/firms.${format}?${new URLSearchParams({ query: JSON.stringify(query) })}`;
}
