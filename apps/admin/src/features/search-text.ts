/** No id and no name has more characters. */
const MAX_LENGTH = 200;

/** Whether it is a text that can be searched for: one that the API and its database can read. */
export function isSearchText(raw: unknown): raw is string {
  return (
    typeof raw === "string" && raw !== "" && [...raw].length <= MAX_LENGTH && raw.isWellFormed() && !raw.includes("\0")
  );
}
