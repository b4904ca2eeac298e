import { type DateRange, localDayAt } from "usage-core";
import { type PeriodSearch, rangeChoiceOf, resolveRange } from "../features/range/period-search.ts";
import type { RouterContext } from "./root-route.ts";

/** Upon what a firm page's answers depend, beside the firm. */
export function periodDeps({ search: { range, from, to } }: { readonly search: PeriodSearch }): PeriodSearch {
  return { range, from, to };
}

/**
 * What a firm's page will ask, so that a loader can ask it before the page is there; `undefined` as long as the firm's zone is
 * not known, which is while the very first page loads.
 */
export function firmQuestion(
  context: RouterContext,
  params: { readonly firmId: string },
  period: PeriodSearch,
): { firmId: string; range: DateRange } | undefined {
  const known = firmPeriod(context, params, period);
  return known && { firmId: params.firmId, range: known.range };
}

/** The days of the period, the firm's date and its zone, with the same `undefined`. */
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
