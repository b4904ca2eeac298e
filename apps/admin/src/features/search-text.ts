import { isIdentifier } from "usage-core";

/** Whether it is a text that can be searched for: one that an id or a name can be. */
export function isSearchText(raw: unknown): raw is string {
  return typeof raw === "string" && isIdentifier(raw);
}
