import { z } from "zod";
import type { Dimension } from "./dimensions.ts";

/** EUR, as the double nearest to the exact decimal sum. */
const eur = z.number();
/** A count: of calls, or of tokens (input + output). */
const count = z.number().nonnegative();
/** In [0, 100], not rounded. The shares of one answer add up to 100 when anything was spent and are 0 otherwise. */
const percentOfTotal = z.number().min(0).max(100);

/** `cost` leaves out what `unpricedCalls` of the calls cost, which is not known. See `isUnpriced`. */
const figures = { cost: eur, tokens: count, calls: count, unpricedCalls: count };

/** One local day of the firm; a day without usage is there too, with zeros. `date` is `YYYY-MM-DD`. */
export const dailyCostSchema = z.strictObject({ date: z.string(), ...figures });
export type DailyCost = z.infer<typeof dailyCostSchema>;

/** One local hour of the firm. `hour` is the instant at which it starts, ISO 8601 with the zone's offset. */
export const hourlyCostSchema = z.strictObject({ hour: z.string(), ...figures });
export type HourlyCost = z.infer<typeof hourlyCostSchema>;

/** One hour of the week by the firm's clock: `weekday` 1 (Monday) to 7, `hour` 0 to 23. */
export const weekHourCostSchema = z.strictObject({ weekday: z.number(), hour: z.number(), ...figures });
export type WeekHourCost = z.infer<typeof weekHourCostSchema>;

/** What a product feature cost. `featureName` is the Romanian name; see `featureName` for others. */
export const featureCostSchema = z.strictObject({
  feature: z.string(),
  featureName: z.string(),
  ...figures,
  percentOfTotal,
});
export type FeatureCost = z.infer<typeof featureCostSchema>;

/** What a user caused. Calls without a user are batch jobs: `userId` is `"batch"`. */
export const userCostSchema = z.strictObject({ userId: z.string(), userName: z.string(), ...figures });
export type UserCost = z.infer<typeof userCostSchema>;

/** What a model cost. */
export const modelCostSchema = z.strictObject({ model: z.string(), ...figures, percentOfTotal });
export type ModelCost = z.infer<typeof modelCostSchema>;

/** The figures of a range, and where the firm's current month will end, whatever the range. */
export const usageOverviewSchema = z.strictObject({
  totalCost: eur,
  totalTokens: count,
  totalCalls: count,
  /** Calls of the range whose cost is not known: `totalCost` leaves them out. */
  unpricedCalls: count,
  /** In [0, 1]: calls that did not fail / calls; 1 when there were no calls. */
  successRate: z.number().min(0).max(1),
  projectedMonthEnd: eur,
  /** Calls whose cost is not known and that `projectedMonthEnd` leaves out: of the current month, not of the range. */
  projectionUnpricedCalls: count,
});
export type UsageOverview = z.infer<typeof usageOverviewSchema>;

/** Calls of one model that have no cost, and why. */
const unpricedGroupSchema = z.strictObject({
  /** Such as `unknown_model` or `no_rate`; `not_told` for a call that was recorded without its cost by plain SQL. */
  reason: z.string(),
  /** `null`: not given. */
  provider: z.string().nullable(),
  model: z.string(),
  calls: count,
});
export type UnpricedGroup = z.infer<typeof unpricedGroupSchema>;

/**
 * What one must know about a range's data before trusting its figures. Voided calls are left out. Each count is of calls
 * of the range, which `CallsQuery.finding` and `CallsQuery.unpricedReason` list.
 */
export const dataQualitySchema = z.strictObject({
  totalCalls: count,
  /** Calls without a cost, their share of all calls, in [0, 100] (0 of none), and why: most calls first. */
  unpricedCalls: count,
  unpricedPercent: z.number().min(0).max(100),
  unpriced: z.array(unpricedGroupSchema),
  /** Calls that succeeded but used no tokens: usually their sender does not report tokens. */
  successesWithoutTokens: count,
  /** Calls that were sent again under the same id with other content. The first one counts. */
  conflicts: count,
  /** Calls whose counts contradicted each other, such as more cached tokens than tokens. */
  mismatches: count,
  /** Calls that were recorded over an hour after they were made. */
  lateCalls: count,
  /** Calls whose reported cost differs from our own by over 1 %: how many, and both sums. */
  differingCosts: z.strictObject({ calls: count, reported: eur, computed: eur }),
});
export type DataQuality = z.infer<typeof dataQualitySchema>;

/** A value of each dimension by which an answer is grouped. See `DimensionKey`. */
const dimensionKeySchema = z.strictObject({
  feature: z.string().optional(),
  user: z.string().optional(),
  model: z.string().optional(),
  provider: z.string().nullable().optional(),
} satisfies Record<Dimension, z.ZodType>);

const exploreFiguresSchema = z.strictObject({ ...figures, failedCalls: count });
/** The sums of some calls. */
export type ExploreFigures = z.infer<typeof exploreFiguresSchema>;

const explorePartSchema = z.strictObject({
  figures: exploreFiguresSchema,
  /** The same for the range compared with; `null` without a comparison. */
  previous: exploreFiguresSchema.nullable(),
  /**
   * One entry per bucket, zeros included, in the order of `buckets`: they add up to `figures`. Empty without a
   * granularity.
   */
  series: z.array(exploreFiguresSchema),
});

/** An hour, day, week or month, cut to the range. */
const exploreBucketSchema = z.strictObject({
  /** For an hour, the instant at which it starts, ISO 8601 with the zone's offset; otherwise the first day. */
  start: z.string(),
  /** The days that it covers, both included; for an hour, the day that holds it. */
  startDate: z.string(),
  endDate: z.string(),
});
export type ExploreBucket = z.infer<typeof exploreBucketSchema>;

const exploreRowSchema = explorePartSchema.extend({
  key: dimensionKeySchema,
  /** The name of the key's user, or the id where the name is not known. Batch jobs: "Procese automate". */
  userName: z.string().optional(),
  percentOfTotal,
});
export type ExploreRow = z.infer<typeof exploreRowSchema>;

/**
 * Usage grouped by dimensions and by buckets of time. The figures of `rows` and `other` add up to those of `total`, and
 * every `series` to its figures: exactly, before the conversion to doubles.
 */
export const exploreSchema = z.strictObject({
  /** Oldest first. Empty without a granularity. */
  buckets: z.array(exploreBucketSchema),
  /** The largest first, by the measure that was asked for. Empty when grouped by nothing. */
  rows: z.array(exploreRowSchema),
  /** The sum of what is in none of the rows, and of how many keys; `null` when nothing is left over. */
  other: explorePartSchema.extend({ keys: count, percentOfTotal }).nullable(),
  total: explorePartSchema,
  /** The range compared with; `null` without a comparison. */
  previousRange: z.strictObject({ startDate: z.string(), endDate: z.string() }).nullable(),
});
export type Explore = z.infer<typeof exploreSchema>;

const rangeSchema = z.strictObject({ startDate: z.string(), endDate: z.string() });

/** What is known about one firm, and about all firms together. */
const firmFigures = {
  ...figures,
  /** The share of `unpricedCalls` in all calls, in [0, 100]; 0 when there are none. */
  unpricedPercent: z.number().min(0).max(100),
  failedCalls: count,
  /** In [0, 1]: calls that did not fail / calls; 1 when there were no calls. */
  successRate: z.number().min(0).max(1),
  /** Of `previousRange`, and the unpriced calls that it leaves out. */
  previousCost: eur,
  previousUnpricedCalls: count,
  /** Where the current month will end, whatever the range, and the unpriced calls that this leaves out. */
  projectedMonthEnd: eur,
  projectionUnpricedCalls: count,
};

const firmUsageSchema = z.strictObject({
  firmId: z.string(),
  firmName: z.string(),
  timeZone: z.string(),
  /** Civil dates of the firm's own calendar: today, and so the month to date, can differ between two firms. */
  range: rangeSchema,
  previousRange: rangeSchema,
  ...firmFigures,
  /**
   * Cost per bucket of the range, oldest first, zeros included; `null` where no call of a bucket has a price. They add up
   * to `cost`.
   */
  series: z.array(eur.nullable()),
});
export type FirmUsage = z.infer<typeof firmUsageSchema>;

/** Every firm's usage, for operators. Firms without usage are there, too. */
export const firmsUsageSchema = z.strictObject({
  /** The instant at which all of it was read: UTC, ISO 8601. */
  asOf: z.string(),
  /** How long the buckets of each `series` are, before they are cut to the range. */
  granularity: z.enum(["day", "week", "month"]),
  /** Dearest first, then most calls, then by id. */
  firms: z.array(firmUsageSchema),
  /** All firms together, each over its own range: added up exactly, then converted to doubles. */
  total: z.strictObject(firmFigures),
});
export type FirmsUsage = z.infer<typeof firmsUsageSchema>;

/** An answer and what one must know to trust it. */
export function answerSchema<Data extends z.ZodType>(data: Data) {
  return z.strictObject({
    data,
    /** The instant at which the data was read: UTC, ISO 8601. */
    asOf: z.string(),
    /** The firm's IANA zone, in which its days, hours and months are counted. */
    timeZone: z.string(),
    /** How old the data is, in milliseconds; 0 when it was read for this answer. */
    cacheAgeMs: z.number().nonnegative(),
    /** Calls of the range whose cost is not known. They count as calls and add nothing to any cost. */
    unpricedCalls: count,
  });
}
export interface Answer<Data> {
  data: Data;
  asOf: string;
  timeZone: string;
  cacheAgeMs: number;
  unpricedCalls: number;
}
