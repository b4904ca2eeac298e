/** The default order of all rows: the most expensive first. */
export const DEFAULT_SORT = "-cost";
