/** How long a bucket is: an hour, a day, a week from Monday on, or a month, all local to the firm. */
export const GRANULARITIES = ["hour", "day", "week", "month"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** The sum by which rows are ranked. */
export const MEASURES = ["cost", "calls", "tokens", "failedCalls"] as const;
export type Measure = (typeof MEASURES)[number];

/** What a range is compared with: as many days right before it, or the same days of the month before. */
export const COMPARISONS = ["previousPeriod", "monthBefore"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The longest range that is answered by the hour, in days. */
export const MAX_HOURLY_DAYS = 31;
/** The most rows besides `other`. */
export const MAX_TOP = 5_000;
/** The same with a granularity: 100 rows have 40,000 entries over 400 days, and 75,000 over 31 days by hour. */
export const MAX_SERIES = 100;
export const DEFAULT_TOP = 10;
