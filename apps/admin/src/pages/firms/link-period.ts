import { type FirmUsage, localDayAt } from "usage-core";
import { type PeriodSearch, periodSearch, type RangeChoice, resolveRange } from "../../features/range/period-search.ts";

/**
 * The period of a link to a firm: the days that are shown of it. By its name where that means the same days on the firm's own
 * calendar, on which it may be another date.
 */
export function linkPeriod(
  choice: RangeChoice,
  { range, timeZone }: Pick<FirmUsage, "range" | "timeZone">,
  asOf: string,
): PeriodSearch {
  const own = resolveRange(choice, localDayAt(Date.parse(asOf), timeZone).date);
  const isSame = own.startDate === range.startDate && own.endDate === range.endDate;
  return periodSearch(isSame ? choice : { custom: range });
}
