import { type DateRange, localDayAt } from "usage-core";
import { type PeriodSearch, rangeChoiceOf, resolveRange } from "../features/range/period-search.ts";
import type { RouterContext } from "./root-route.ts";

/** The part of the address on which the answers of a firm's page depend, beside the firm. */
export function periodDeps({ search: { range, from, to } }: { readonly search: PeriodSearch }): PeriodSearch {
  return { range, from, to };
}

/**
 * The days of the period, the firm's date and its zone, for a loader that prefetches what its page will ask. `undefined` until the
 * firm's zone is known, which is while the first page loads.
 */
export function firmPeriod(
  { queryClient, api }: RouterContext,
  { firmId }: { readonly firmId: string },
  period: PeriodSearch,
): { range: DateRange; today: string; timeZone: string } | undefined {
  const firm = queryClient.getQueryData(api.firms.list.queryKey())?.find(({ id }) => id === firmId);
  if (firm === undefined) return undefined;
  const { timeZone } = firm;
  const today = localDayAt(Date.now(), timeZone).date;
  return { range: resolveRange(rangeChoiceOf(period), today), today, timeZone };
}
