import type { FirmChange } from "usage-db";
import { firmNotFound } from "../errors/api-error.ts";
import type { UsageQuestions, UsageServices } from "../usage-services.ts";

/** The reader's questions about one firm that the caller may see. None of them takes a firm's id. */
export type FirmReader = {
  readonly [Question in Exclude<keyof UsageQuestions, "invalidateCache">]: UsageQuestions[Question] extends (
    firmId: string,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
} & {
  /** Throws `firm_not_found` when it does not exist. */
  assertFirm(): Promise<void>;
  /** Since the change `lastId`, until `signal` is aborted. See `ChangeFeed`. */
  changes(lastId: string | undefined, signal: AbortSignal): AsyncIterable<FirmChange>;
};

/** Binds the reader and the feed to a firm. Whoever calls this has checked the caller's scope. */
export function readerOfFirm(
  { reader, feed, findFirm }: Pick<UsageServices, "reader" | "feed" | "findFirm">,
  firmId: string,
): FirmReader {
  return {
    overview: (range) => reader.overview(firmId, range),
    dailyCosts: (range) => reader.dailyCosts(firmId, range),
    hourlyCosts: (date) => reader.hourlyCosts(firmId, date),
    costsByWeekHour: (range) => reader.costsByWeekHour(firmId, range),
    costsByFeature: (range) => reader.costsByFeature(firmId, range),
    costsByUser: (range) => reader.costsByUser(firmId, range),
    costsByModel: (range) => reader.costsByModel(firmId, range),
    explore: (query) => reader.explore(firmId, query),
    exactExplore: (query) => reader.exactExplore(firmId, query),
    allCalls: (query) => reader.allCalls(firmId, query),
    calls: (query) => reader.calls(firmId, query),
    callStory: (id) => reader.callStory(firmId, id),
    lastCallDate: () => reader.lastCallDate(firmId),
    dataQuality: (range) => reader.dataQuality(firmId, range),
    currentMonthSpend: () => reader.currentMonthSpend(firmId),
    projectedMonthEnd: () => reader.projectedMonthEnd(firmId),
    async assertFirm() {
      if ((await findFirm(firmId)) === null) throw firmNotFound(firmId);
    },
    changes: (lastId, signal) => feed.follow(firmId, lastId, signal),
  };
}
