export { type AggregatedFields, type AggregatedLogs, aggregateLogs } from "./aggregate-logs.ts";
export { BATCH_USER_ID } from "./batch-user.ts";
export {
  hourStartWithin,
  hoursOf,
  isTimeZone,
  type LocalDay,
  type LocalHour,
  localDayAt,
  localDayStart,
  type MonthProgress,
  monthProgress,
  spanOf,
} from "./calendar.ts";
export { type CallKey, callCursor, parseCallCursor } from "./call-cursor.ts";
export {
  type CallHistory,
  type CallRevision,
  type CallStory,
  callStory,
  callStorySchema,
  type RecordedCall,
} from "./call-story.ts";
export {
  type Call,
  type CallPage,
  type CallRow,
  callPage,
  callPageSchema,
  type UncachedAnswer,
  uncachedAnswerSchema,
} from "./calls.ts";
export {
  type CallsQuery,
  type CallsQueryInput,
  callIdSchema,
  callsQuerySchema,
  DEFAULT_CALLS_PER_PAGE,
  MAX_CALLS_PER_PAGE,
} from "./calls-query.ts";
export { addDays, daysBetween, daysInMonth, isCivilDate, isFirstDay, monthStart, weekStart } from "./civil-date.ts";
export { comparisonOf } from "./comparison-of.ts";
export { comparisonRange } from "./comparison-range.ts";
export {
  type Answer,
  answerSchema,
  type DailyCost,
  type DataQuality,
  dailyCostSchema,
  dataQualitySchema,
  type Explore,
  type ExploreBucket,
  type ExploreFigures,
  type ExploreRow,
  exploreSchema,
  type FeatureCost,
  type FirmsUsage,
  type FirmUsage,
  featureCostSchema,
  firmsUsageSchema,
  type HourlyCost,
  hourlyCostSchema,
  type ModelCost,
  modelCostSchema,
  type UnpricedGroup,
  type UsageOverview,
  type UserCost,
  usageOverviewSchema,
  userCostSchema,
  type WeekHourCost,
  weekHourCostSchema,
} from "./contract.ts";
export { dailyCosts } from "./daily-costs.ts";
export { dataQuality, type FlawRow, type QualityRows } from "./data-quality.ts";
export { civilDateSchema, type DateRange, dateRangeSchema, daysOf } from "./date-range.ts";
export { describeIssues } from "./describe-issues.ts";
export { DIMENSIONS, type Dimension, type DimensionKey, MAX_FILTER_VALUES } from "./dimensions.ts";
export {
  type ExactExplore,
  type ExploredRows,
  type ExploredSums,
  exactExplore,
  exploreAnswer,
} from "./explore.ts";
export {
  COMPARISONS,
  type Comparison,
  DEFAULT_TOP,
  GRANULARITIES,
  type Granularity,
  MAX_HOURLY_DAYS,
  MAX_SERIES,
  MAX_TOP,
  MEASURES,
  type Measure,
} from "./explore-options.ts";
export { type ExploreQuery, type ExploreQueryInput, exploreQuerySchema } from "./explore-query.ts";
export { featureCosts } from "./feature-costs.ts";
export { featureName } from "./feature-names.ts";
export { filteredDimensions } from "./filtered-dimensions.ts";
export { FINDINGS, type Finding } from "./findings.ts";
export { type FirmsQuery, firmsQuerySchema } from "./firms-query.ts";
export {
  type CostRow,
  type ExactFirm,
  exactFirms,
  type FirmDays,
  type FirmPeriods,
  firmPeriods,
  firmsUsage,
} from "./firms-usage.ts";
export { formatAverage, formatCount, formatCountShort } from "./format/format-count.ts";
export { type DateStyle, formatClock, formatDate, formatDateRange } from "./format/format-date.ts";
export { formatEur, formatEurShort } from "./format/format-eur.ts";
export { formatExact } from "./format/format-exact.ts";
export { formatRate, formatShare } from "./format/format-percent.ts";
export { localeOf } from "./format/locale.ts";
export { hourlyCosts } from "./hourly-costs.ts";
export { isDateRange, MAX_RANGE_DAYS } from "./is-date-range.ts";
export { isIdentifier, MAX_IDENTIFIER_LENGTH } from "./is-identifier.ts";
export { isUnpriced, type PartlyKnownCost } from "./is-unpriced.ts";
export { LANGUAGES, type Language } from "./language.ts";
export { LATE_AFTER_MS } from "./late-after.ts";
export { modelCosts } from "./model-costs.ts";
export { type Money, money, percentOf, sum, toNumber, ZERO } from "./money.ts";
export { projectedMonthEnd, projectionRange, projectionUnpricedCalls, spendWithin } from "./month-spend.ts";
export { successRate, usageOverview } from "./overview.ts";
export { DEFAULT_PRESET, isPreset, PRESETS, type Preset, presetRange } from "./presets.ts";
export { type PreviousMonth, projectMonthEnd } from "./projection.ts";
export { printable, quoted } from "./quoted.ts";
export { daysIn, isWithin, monthEnd, monthOf, monthToDateRange } from "./range-days.ts";
export {
  type CheckedLog,
  checkToRecord,
  checkUsageLog,
  describeFaults,
  type Fault,
  MAX_AHEAD_MS,
  MAX_BACK_DAYS,
  type RecordResult,
  sentId,
} from "./recording.ts";
export { isStorableText, NOT_STORABLE } from "./storable-text.ts";
export { type TimeBucket, timeBuckets } from "./time-buckets.ts";
export { type UsageFilters, usageFiltersSchema } from "./usage-filters.ts";
export { MAX_TOKENS_PER_CALL, type UsageLog, type UsageLogInput, usageLogSchema } from "./usage-log.ts";
export {
  addUsage,
  type DayRow,
  type FeatureRow,
  type HourRow,
  hasUsage,
  type ModelRow,
  NO_USAGE,
  totalUsage,
  type UsageSums,
  type UserRow,
  type WeekHourRow,
} from "./usage-rows.ts";
export { userCosts } from "./user-costs.ts";
export { batchUserName, userNameIn, userOf } from "./user-names.ts";
export { weekHourCosts } from "./week-hour-costs.ts";
