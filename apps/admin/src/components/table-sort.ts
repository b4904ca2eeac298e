export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** How an address writes the order of a table: the column, `-` before it when the largest is first. */
export function sortText({ column, descending }: TableSort): string {
  return `${descending ? "-" : ""}${column}`;
}

export function parseSortText(text: string): TableSort {
  const descending = text.startsWith("-");
  return { column: descending ? text.slice(1) : text, descending };
}

/** Whether a text can be a sort order. Only the table knows which columns there are. */
export function isSortText(raw: unknown): raw is string {
  return typeof raw === "string" && /^-?[A-Za-z]{1,30}$/.test(raw);
}
