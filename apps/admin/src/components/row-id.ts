import { DIMENSIONS, type DimensionKey } from "usage-core";

/** A key as text, the same for the same key: for React's keys and for states in the address. */
export function rowId(key: DimensionKey): string {
  return JSON.stringify(DIMENSIONS.map((dimension) => key[dimension]));
}
