import type { TableSort } from "../../components/table-sort.ts";
import { isSearchText } from "../../features/search-text.ts";

const COLUMNS = ["name", "cost", "change", "projected", "success", "unpriced", "calls"] as const;

/** What the address says about the list of firms, beside the period. */
export interface FirmsSearch {
  readonly sort?: (typeof COLUMNS)[number] | undefined;
  /** Smallest first, or names from Z; absent: largest first. */
  readonly order?: "asc" | undefined;
  readonly q?: string | undefined;
}

export function parseFirmsSearch({ sort, order, q }: Readonly<Record<string, unknown>>): FirmsSearch {
  const column = COLUMNS.find((name) => name === sort);
  return {
    ...(column && { sort: column }),
    ...(order === "asc" && { order }),
    ...(isSearchText(q) && { q }),
  };
}

export function sortOf({ sort = "cost", order }: FirmsSearch): TableSort {
  return { column: sort, descending: order !== "asc" };
}

export function searchOf({ column, descending }: TableSort): FirmsSearch {
  const { sort } = parseFirmsSearch({ sort: column });
  return { sort: sort === "cost" ? undefined : sort, order: descending ? undefined : "asc" };
}
