import { createHash } from "node:crypto";
import {
  type Answer,
  answerSchema,
  type DailyCost,
  type DataQuality,
  type DateRange,
  dailyCostSchema,
  dailyCosts,
  dataQuality,
  dataQualitySchema,
  type Explore,
  type ExploreQuery,
  exploreAnswer,
  exploreSchema,
  type FeatureCost,
  featureCostSchema,
  featureCosts,
  type HourlyCost,
  hourlyCostSchema,
  hourlyCosts,
  isWithin,
  type ModelCost,
  type MonthProgress,
  modelCostSchema,
  modelCosts,
  monthToDateRange,
  projectedMonthEnd,
  projectionRange,
  projectionUnpricedCalls,
  spendWithin,
  toNumber,
  totalUsage,
  type UsageOverview,
  type UsageSums,
  type UserCost,
  usageOverview,
  usageOverviewSchema,
  userCostSchema,
  userCosts,
  type WeekHourCost,
  weekHourCostSchema,
  weekHourCosts,
} from "usage-core";
import { type ZodType, z } from "zod";
import type { Database } from "./database.ts";
import { explore } from "./explore.ts";
import type { Firm } from "./firms.ts";
import { findDataQuality } from "./queries/data-quality.ts";
import { findUsageByDay } from "./queries/usage-by-day.ts";
import { findUsageByFeature } from "./queries/usage-by-feature.ts";
import { findUsageByHour } from "./queries/usage-by-hour.ts";
import { findUsageByModel } from "./queries/usage-by-model.ts";
import { findUsageByStretch } from "./queries/usage-by-stretch.ts";
import { findUsageByUser } from "./queries/usage-by-user.ts";
import { findUsageByWeekHour } from "./queries/usage-by-week-hour.ts";
import { findUserNames } from "./queries/user-names.ts";

/** What a question needs for its answer. */
interface Asked {
  readonly database: Database;
  readonly firm: Firm;
  readonly range: DateRange;
  readonly month: MonthProgress;
}

/** An answer as the cache keeps it. Its age is known only when it is served. */
type StoredAnswer<Data> = Omit<Answer<Data>, "cacheAgeMs">;

/** One question: the query that fetches its rows and the pure function that computes its answer from them. */
export interface Question<Data> {
  /** Names it in the cache's keys. */
  readonly type: string;
  readonly storedAs: ZodType<StoredAnswer<Data>>;
  readonly ask: (asked: Asked) => Promise<{ readonly data: Data; readonly unpricedCalls: number }>;
}

export const overviewQuestion: Question<UsageOverview> = {
  type: "overview",
  storedAs: storedAs(usageOverviewSchema),
  ask: async ({ database, firm, range, month }) => {
    const rows = await findUsageByStretch(database, firm.id, [range, ...rangesOfProjection(month)]);
    const ofRange = rows.filter(({ day }) => isWithin(day, range));
    return { data: usageOverview(rows, range, month), unpricedCalls: unpricedCalls(ofRange) };
  },
};

export const dailyCostsQuestion: Question<DailyCost[]> = {
  type: "daily-costs",
  storedAs: storedAs(z.array(dailyCostSchema)),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByDay(database, firm.id, range);
    return { data: dailyCosts(rows, range), unpricedCalls: unpricedCalls(rows) };
  },
};

/** The range is one day. */
export const hourlyCostsQuestion: Question<HourlyCost[]> = {
  type: "hourly-costs",
  storedAs: storedAs(z.array(hourlyCostSchema)),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByHour(database, firm.id, range.startDate);
    return { data: hourlyCosts(rows, range.startDate, firm.timeZone), unpricedCalls: unpricedCalls(rows) };
  },
};

export const costsByWeekHourQuestion: Question<WeekHourCost[]> = {
  type: "costs-by-week-hour",
  storedAs: storedAs(z.array(weekHourCostSchema)),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByWeekHour(database, firm, range);
    return { data: weekHourCosts(rows), unpricedCalls: unpricedCalls(rows) };
  },
};

export const costsByFeatureQuestion: Question<FeatureCost[]> = {
  type: "costs-by-feature",
  storedAs: storedAs(z.array(featureCostSchema)),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByFeature(database, firm.id, range);
    return { data: featureCosts(rows), unpricedCalls: unpricedCalls(rows) };
  },
};

export const costsByUserQuestion: Question<UserCost[]> = {
  type: "costs-by-user",
  storedAs: storedAs(z.array(userCostSchema)),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByUser(database, firm.id, range);
    const userIds = rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
    const names = await findUserNames(database, firm.id, userIds);
    return { data: userCosts(rows, names), unpricedCalls: unpricedCalls(rows) };
  },
};

export const costsByModelQuestion: Question<ModelCost[]> = {
  type: "costs-by-model",
  storedAs: storedAs(z.array(modelCostSchema)),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByModel(database, firm.id, range);
    return { data: modelCosts(rows), unpricedCalls: unpricedCalls(rows) };
  },
};

export const dataQualityQuestion: Question<DataQuality> = {
  type: "data-quality",
  storedAs: storedAs(dataQualitySchema),
  ask: async ({ database, firm, range }) => {
    const rows = await database.logReads.read(firm.id, () => findDataQuality(database, firm, range));
    const data = dataQuality(rows);
    return { data, unpricedCalls: data.unpricedCalls };
  },
};

/** Each query is a question of its own, named by its hash. */
export function exploreQuestion(query: ExploreQuery): Question<Explore> {
  const hash = createHash("sha256").update(JSON.stringify(query)).digest("base64url");
  return {
    type: `explore-${hash}`,
    storedAs: storedAs(exploreSchema),
    ask: async ({ database, firm }) => {
      const exact = await explore(database, firm, query);
      return { data: exploreAnswer(exact), unpricedCalls: unpricedCalls([exact.total.sums]) };
    },
  };
}

/** The range is the month to date. */
export const currentMonthSpendQuestion: Question<number> = {
  type: "current-month-spend",
  storedAs: storedAs(z.number()),
  ask: async ({ database, firm, range }) => {
    const rows = await findUsageByStretch(database, firm.id, [range]);
    return { data: toNumber(spendWithin(rows, range)), unpricedCalls: unpricedCalls(rows) };
  },
};

/** The range is the month to date. */
export const projectedMonthEndQuestion: Question<number> = {
  type: "projected-month-end",
  storedAs: storedAs(z.number()),
  ask: async ({ database, firm, month }) => {
    const rows = await findUsageByStretch(database, firm.id, rangesOfProjection(month));
    return {
      data: toNumber(projectedMonthEnd(rows, month)),
      unpricedCalls: projectionUnpricedCalls(rows, month),
    };
  },
};

/** The ranges that a projection needs apart: the month to date and, on the month's first day, the month before. */
function rangesOfProjection(month: MonthProgress): DateRange[] {
  return [projectionRange(month), monthToDateRange(month.today)];
}

function storedAs<Data extends ZodType>(data: Data) {
  return answerSchema(data).omit({ cacheAgeMs: true });
}

function unpricedCalls(rows: readonly UsageSums[]): number {
  return Number(totalUsage(rows).unpricedCalls);
}
