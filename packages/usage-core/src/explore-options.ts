/** How long a piece of time is: an hour, a day, a week from Monday on or a month, all of them the firm's local ones. */
export const GRANULARITIES = ["hour", "day", "week", "month"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** By which sum the largest rows are found. */
export const MEASURES = ["cost", "calls", "tokens", "failedCalls"] as const;
export type Measure = (typeof MEASURES)[number];

/** With what a range is compared: as many days right before it, or the same days of the month before. */
export const COMPARISONS = ["previousPeriod", "monthBefore"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The longest range that is told hour by hour, in days. */
export const MAX_HOURLY_DAYS = 31;
/** The most rows beside `other`. */
export const MAX_TOP = 5_000;
/** The same where each is told piece by piece: 100 rows are 40,000 entries of 400 days, and 75,000 of 31 days by hour. */
export const MAX_SERIES = 100;
export const DEFAULT_TOP = 10;
