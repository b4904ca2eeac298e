import type { UsageQuestions } from "../usage-services.ts";

/** The reader's questions about one firm that the caller may see. None of them takes a firm's id. */
export type FirmUsage = {
  readonly [Question in Exclude<keyof UsageQuestions, "invalidateCache">]: UsageQuestions[Question] extends (
    firmId: string,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

/** Binds the reader to a firm. Whoever calls this has checked the caller's scope. */
export function usageOfFirm(reader: UsageQuestions, firmId: string): FirmUsage {
  return {
    overview: (range) => reader.overview(firmId, range),
    dailyCosts: (range) => reader.dailyCosts(firmId, range),
    hourlyCosts: (date) => reader.hourlyCosts(firmId, date),
    costsByWeekHour: (range) => reader.costsByWeekHour(firmId, range),
    costsByFeature: (range) => reader.costsByFeature(firmId, range),
    costsByUser: (range) => reader.costsByUser(firmId, range),
    costsByModel: (range) => reader.costsByModel(firmId, range),
    explore: (query) => reader.explore(firmId, query),
    calls: (query) => reader.calls(firmId, query),
    callStory: (id) => reader.callStory(firmId, id),
    dataQuality: (range) => reader.dataQuality(firmId, range),
    currentMonthSpend: () => reader.currentMonthSpend(firmId),
    projectedMonthEnd: () => reader.projectedMonthEnd(firmId),
  };
}
