import {
  type Answer,
  type CallPage,
  type CallRow,
  type CallStory,
  type CallsQueryInput,
  callCursor,
  callPage,
  callStory,
  callsQuerySchema,
  civilDateSchema,
  type DailyCost,
  type DataQuality,
  type DateRange,
  dateRangeSchema,
  describeIssues,
  type ExactExplore,
  type Explore,
  type ExploreQueryInput,
  exploreQuerySchema,
  type FeatureCost,
  type HourlyCost,
  hourStartWithin,
  type LocalDay,
  type ModelCost,
  monthProgress,
  monthToDateRange,
  type UncachedAnswer,
  type UsageOverview,
  type UserCost,
  userOf,
  type WeekHourCost,
} from "usage-core";
import type { ZodType } from "zod";
import type { UsageCache } from "./cache/usage-cache.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Database } from "./database.ts";
import { callNotFound, UsageError } from "./errors.ts";
import { explore } from "./explore.ts";
import { FirmDirectory } from "./firm-directory.ts";
import type { Firm } from "./firms.ts";
import { localDays } from "./local-days.ts";
import { findCallHistory } from "./queries/call-history.ts";
import { findCalls } from "./queries/calls.ts";
import { findLastCallDate } from "./queries/last-call-date.ts";
import { notifyChanged } from "./queries/notify-changed.ts";
import { findUserNames } from "./queries/user-names.ts";
import {
  costsByFeatureQuestion,
  costsByModelQuestion,
  costsByUserQuestion,
  costsByWeekHourQuestion,
  currentMonthSpendQuestion,
  dailyCostsQuestion,
  dataQualityQuestion,
  exploreQuestion,
  hourlyCostsQuestion,
  overviewQuestion,
  projectedMonthEndQuestion,
  type Question,
} from "./questions.ts";

/** How many calls `allCalls` reads at once. */
const CALLS_AT_ONCE = 1_000;

/** A question for all calls, without pages. */
export type AllCallsQuery = Omit<CallsQueryInput, "limit" | "cursor">;

/** A call with its exact cost, its time in microseconds, the firm's local date of it and its user's name. */
export type ExactCall = Omit<CallRow, "userId"> & {
  readonly date: string;
  readonly userId: string;
  readonly userName: string;
};

export interface UsageReaderOptions {
  readonly database: Database;
  readonly cache: UsageCache;
  /** Tells the present; the system's clock unless given. */
  readonly clock?: Clock;
}

/**
 * Answers questions about a firm's usage, from the cache where it can.
 *
 * Every method throws a `UsageError`: `firm_not_found`, `invalid_input` (an invalid range, or one over 400 days),
 * `database_unavailable`, `overloaded` or `timeout`. A fault of the cache is no error.
 */
export class UsageReader {
  readonly #database: Database;
  readonly #cache: UsageCache;
  readonly #clock: Clock;
  readonly #firms: FirmDirectory;
  /** The current local day by zone: finding it costs more than a cached answer. */
  readonly #days = new Map<string, (at: number) => LocalDay>();

  constructor({ database, cache, clock = systemClock }: UsageReaderOptions) {
    this.#database = database;
    this.#cache = cache;
    this.#clock = clock;
    this.#firms = new FirmDirectory(database);
  }

  /** The figures of the range, by default the current month to date, and where the current month will end. */
  async overview(firmId: string, range?: DateRange): Promise<Answer<UsageOverview>> {
    const parsed = range && parse(dateRangeSchema, range);
    return this.#answer(overviewQuestion, firmId, (today) => parsed ?? monthToDateRange(today));
  }

  /** One entry per day of the range, zeros included, oldest first. */
  async dailyCosts(firmId: string, range: DateRange): Promise<Answer<DailyCost[]>> {
    return this.#answerWithin(dailyCostsQuestion, firmId, range);
  }

  /** One entry per local hour of the day: 23 or 25 on the days on which the firm's clocks change. */
  async hourlyCosts(firmId: string, date: string): Promise<Answer<HourlyCost[]>> {
    const day = parse(civilDateSchema, date);
    return this.#answer(hourlyCostsQuestion, firmId, () => ({ startDate: day, endDate: day }));
  }

  /** One entry per hour of the week, Monday's first: what was used while the firm's clock showed it. */
  async costsByWeekHour(firmId: string, range: DateRange): Promise<Answer<WeekHourCost[]>> {
    return this.#answerWithin(costsByWeekHourQuestion, firmId, range);
  }

  /** What each feature cost, dearest first. */
  async costsByFeature(firmId: string, range: DateRange): Promise<Answer<FeatureCost[]>> {
    return this.#answerWithin(costsByFeatureQuestion, firmId, range);
  }

  /** What each user caused, batch jobs included, dearest first. */
  async costsByUser(firmId: string, range: DateRange): Promise<Answer<UserCost[]>> {
    return this.#answerWithin(costsByUserQuestion, firmId, range);
  }

  /** What each model cost, dearest first. */
  async costsByModel(firmId: string, range: DateRange): Promise<Answer<ModelCost[]>> {
    return this.#answerWithin(costsByModelQuestion, firmId, range);
  }

  /** What one must know about the range's data before trusting its figures. */
  async dataQuality(firmId: string, range: DateRange): Promise<Answer<DataQuality>> {
    return this.#answerWithin(dataQualityQuestion, firmId, range);
  }

  /**
   * Usage of any range, grouped by any dimensions and by buckets of time. Throws `invalid_input` also when it would have
   * to read too many single calls: the rollup has each dimension alone, and all but the user together, but none of them
   * by hour.
   */
  async explore(firmId: string, query: ExploreQueryInput): Promise<Answer<Explore>> {
    const parsed = parse(exploreQuerySchema, query);
    return this.#answer(exploreQuestion(parsed), firmId, () => parsed.range);
  }

  /** The same as exact sums, for an export. Never from the cache, which keeps doubles. */
  async exactExplore(firmId: string, query: ExploreQueryInput): Promise<ExactExplore> {
    const parsed = parse(exploreQuerySchema, query);
    return explore(this.#database, await this.#firms.get(firmId), parsed);
  }

  /** A page of the firm's single calls, newest first. Never from the cache: each page is asked for once. */
  async calls(firmId: string, asked: CallsQueryInput): Promise<UncachedAnswer<CallPage>> {
    const query = parse(callsQuerySchema, asked);
    return this.#readNow(firmId, async (firm) => {
      const hourStart = query.hour === undefined ? null : hourOf(query.hour, query.range, firm);
      const read = () => findCalls(this.#database, firm, query, hourStart);
      const rows = await this.#database.logReads.read(firmId, read);
      return callPage(rows, query.limit, await this.#namesOf(firmId, rows));
    });
  }

  /**
   * All the calls that are asked for, newest first, in parts, with exact costs and users' names. Each part is read when
   * it is asked for: a call whose time is corrected meanwhile can be missed, or come twice. Only the first part can throw
   * `overloaded`; the later ones wait for their turn.
   */
  async *allCalls(firmId: string, asked: AllCallsQuery): AsyncGenerator<ExactCall[]> {
    const query = { ...parse(callsQuerySchema, asked), limit: CALLS_AT_ONCE };
    const firm = await this.#firms.get(firmId);
    const hourStart = query.hour === undefined ? null : hourOf(query.hour, query.range, firm);
    const dayOf = localDays(firm.timeZone);
    let cursor: string | null = null;
    do {
      const page = { ...query, cursor };
      const read = () => findCalls(this.#database, firm, page, hourStart);
      const { logReads } = this.#database;
      const rows: CallRow[] =
        cursor === null ? await logReads.read(firmId, read) : await logReads.readPatiently(firmId, read);
      const part = rows.slice(0, CALLS_AT_ONCE);
      const names = await this.#namesOf(firmId, part);
      yield part.map((row) => ({ ...row, date: dayOf(Date.parse(row.createdAt)).date, ...userOf(row.userId, names) }));
      const last = part.at(-1);
      cursor = last !== undefined && rows.length > part.length ? callCursor(last) : null;
    } while (cursor !== null);
  }

  /** One call of the firm, and all that became of it. Throws `call_not_found`. */
  async callStory(firmId: string, id: string): Promise<UncachedAnswer<CallStory>> {
    return this.#readNow(firmId, async () => {
      const history = await findCallHistory(this.#database, firmId, id);
      if (history === null) throw callNotFound(id);
      return callStory(history, await this.#namesOf(firmId, [history.call]));
    });
  }

  /** The firm's local date of its last call, however long ago; `null` when it has none that counts. Never from the cache. */
  async lastCallDate(firmId: string): Promise<UncachedAnswer<string | null>> {
    return this.#readNow(firmId, () => findLastCallDate(this.#database, firmId));
  }

  /** EUR spent in the firm's current month, to date. */
  async currentMonthSpend(firmId: string): Promise<Answer<number>> {
    return this.#answer(currentMonthSpendQuestion, firmId, monthToDateRange);
  }

  /** EUR at which the firm's current month will end, at the pace seen so far. */
  async projectedMonthEnd(firmId: string): Promise<Answer<number>> {
    return this.#answer(projectedMonthEndQuestion, firmId, monthToDateRange);
  }

  /**
   * Drops what is cached of the firm: the next answers are read anew, also where a load is under way. Other processes,
   * and the pages that follow the firm, hear of it as of any other change.
   */
  async invalidateCache(firmId: string): Promise<void> {
    await this.#firms.get(firmId);
    await this.#cache.renew([firmId]);
    await notifyChanged(this.#database, firmId);
  }

  async #answerWithin<Data>(question: Question<Data>, firmId: string, range: DateRange): Promise<Answer<Data>> {
    const parsed = parse(dateRangeSchema, range);
    return this.#answer(question, firmId, () => parsed);
  }

  async #answer<Data>(
    question: Question<Data>,
    firmId: string,
    rangeOn: (today: string) => DateRange,
  ): Promise<Answer<Data>> {
    const firm = await this.#firms.get(firmId);
    const today = this.#localDay(firm, this.#clock().getTime());
    const range = rangeOn(today.date);
    let readNow = false;
    const { value } = await this.#cache.getOrLoad({
      key: { type: question.type, firmId, ...range },
      validFor: `${firm.timeZone} ${today.date}`,
      schema: question.storedAs,
      load: async () => {
        readNow = true;
        // The load may begin later than the question, after a wait.
        const now = this.#clock().getTime();
        const month = monthProgress(this.#localDay(firm, now), now);
        const answer = await question.ask({ database: this.#database, firm, range, month });
        return { ...answer, asOf: new Date(now).toISOString(), timeZone: firm.timeZone };
      },
    });
    // Another process may have read it, by a clock that is a little ahead.
    const ageMs = Math.max(0, this.#clock().getTime() - Date.parse(value.asOf));
    return { ...value, cacheAgeMs: readNow ? 0 : ageMs };
  }

  async #readNow<Data>(firmId: string, read: (firm: Firm) => Promise<Data>): Promise<UncachedAnswer<Data>> {
    const firm = await this.#firms.get(firmId);
    const asOf = this.#clock().toISOString();
    return { data: await read(firm), asOf, timeZone: firm.timeZone, cacheAgeMs: 0 };
  }

  async #namesOf(
    firmId: string,
    calls: readonly { readonly userId: string | null }[],
  ): Promise<ReadonlyMap<string, string>> {
    const userIds = new Set(calls.flatMap(({ userId }) => userId ?? []));
    return userIds.size === 0 ? new Map() : findUserNames(this.#database, firmId, [...userIds]);
  }

  #localDay({ timeZone }: Firm, now: number): LocalDay {
    const dayOf = this.#days.get(timeZone) ?? localDays(timeZone);
    this.#days.set(timeZone, dayOf);
    return dayOf(now);
  }
}

function hourOf(hour: string, range: DateRange, { timeZone }: Firm): string {
  const start = hourStartWithin(hour, range, timeZone);
  if (start !== null) return start;
  throw new UsageError(
    "invalid_input",
    `hour: no hour of ${timeZone} starts at ${hour} between ${range.startDate} and ${range.endDate}; give the start of one`,
  );
}

function parse<Output, Input>(schema: ZodType<Output, Input>, input: Input): Output {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new UsageError("invalid_input", describeIssues(parsed.error));
  return parsed.data;
}
