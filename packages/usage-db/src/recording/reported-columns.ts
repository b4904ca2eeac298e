/** SQL: the reported part of a row's cost, by field. A cost that names a price was computed. */
export const REPORTED_COLUMNS = {
  costEur: (row: string) => `CASE WHEN ${row}.price IS NULL AND ${row}.cost_original IS NULL THEN ${row}.cost_eur END`,
  costOriginal: (row: string) => `CASE WHEN ${row}.price IS NULL THEN ${row}.cost_original END`,
  currency: (row: string) => `CASE WHEN ${row}.price IS NULL THEN ${row}.currency END`,
} as const;
