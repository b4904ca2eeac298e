import {
  comparisonRange,
  type DateRange,
  type ExactExplore,
  type ExploredRows,
  type ExploreQuery,
  exactExplore,
  filteredDimensions,
  timeBuckets,
  totalUsage,
} from "usage-core";
import type { Database } from "./database.ts";
import { UsageError } from "./errors.ts";
import type { Firm } from "./firms.ts";
import { exploreUsage } from "./queries/explore-usage.ts";
import { exploreSource } from "./queries/summed-usage.ts";
import { findUserNames } from "./queries/user-names.ts";

/** The most calls of the log that one question may be about. Reading a million once takes about half a second. */
const MAX_LOG_CALLS = 2_000_000;

/**
 * The exact answer to a question of any range, grouping and filter: from the rollup where it keeps what is asked, else from the
 * log. Throws `invalid_input` when these are over {@link MAX_LOG_CALLS}, and `overloaded` when too many others wait to
 * read the log.
 */
export async function explore(database: Database, firm: Firm, query: ExploreQuery): Promise<ExactExplore> {
  const { range, granularity, compareWith } = query;
  const previousRange = compareWith === undefined ? null : comparisonRange(range, compareWith);
  const buckets = granularity === undefined ? [] : timeBuckets(range, granularity, firm.timeZone);
  const asked = { ...query, previousRange, buckets };
  const read = () => exploreUsage(database, firm, asked);
  let found: ExploredRows;
  if (exploreSource(asked) === "log") {
    await checkCalls(database, firm, query, previousRange);
    found = await database.logReads.read(firm.id, read);
  } else {
    found = await read();
  }
  const userIds = found.largest.flatMap(({ key: { user } }) => (user === undefined ? [] : [user]));
  const userNames = await findUserNames(database, firm.id, [...new Set(userIds)]);
  return exactExplore(found, { query, buckets, previousRange, userNames });
}

async function checkCalls(
  database: Database,
  firm: Firm,
  query: ExploreQuery,
  previousRange: DateRange | null,
): Promise<void> {
  const { range, granularity, groupBy, filters, top, measure } = query;
  // An index on the log finds the calls of users; all others are found by their time alone.
  const found = filters.user === undefined ? {} : { user: filters.user };
  const counted = { range, previousRange, groupBy: [], filters: found, buckets: [], top, measure };
  const { totals } = await exploreUsage(database, firm, counted);
  // Days that lie in both ranges are read twice, and so counted twice.
  const { calls } = totalUsage(totals);
  if (calls <= MAX_LOG_CALLS) return;
  const ranges = previousRange === null ? [range] : [range, previousRange];
  const days = ranges.map(({ startDate, endDate }) => `from ${startDate} to ${endDate}`).join(" and ");
  const dimensions = [...new Set([...groupBy, ...filteredDimensions(filters)])].join(" and ");
  throw new UsageError(
    "invalid_input",
    `range: there are ${calls.toLocaleString("en-GB")} calls ${days}. Of ${dimensions}${granularity === "hour" ? " by hour" : ""}, each would be read, ` +
      `and at most ${MAX_LOG_CALLS.toLocaleString("en-GB")} are. Ask for a shorter range; or, by day or longer, for users alone, or for the others without users`,
  );
}
