/**
 * What a key may be for: `ingest` records calls, `read` answers questions about its firm's usage, `backfill` goes with
 * `ingest` and lets it record history.
 */
export const API_KEY_SCOPES = ["ingest", "read", "backfill"] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** Those of `names` that are scopes, once each and in one order. A newer version may have stored others. */
export function scopesOf(names: readonly string[]): ApiKeyScope[] {
  return API_KEY_SCOPES.filter((scope) => names.includes(scope));
}
