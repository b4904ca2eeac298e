import { DIMENSIONS, type ExploreRow } from "usage-core";

/** A row's key as text, the same for the same key: for React's keys and for states in the address. */
export function rowId(key: ExploreRow["key"]): string {
  return JSON.stringify(key, [...DIMENSIONS]);
}
