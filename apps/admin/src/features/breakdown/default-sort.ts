/** By what all rows are sorted unless the reader says otherwise: the dearest first. */
export const DEFAULT_SORT = "-cost";
